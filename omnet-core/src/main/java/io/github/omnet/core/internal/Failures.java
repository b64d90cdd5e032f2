package io.github.omnet.core.internal;

import io.github.omnet.core.OmnetException;
import java.io.UncheckedIOException;

/**
 * Says where a failure happened without hiding of what kind it is. Wrong data stays an {@link
 * OmnetException}; any other exception is a bug, such as a wrong argument, and stays what it is.
 */
public final class Failures {
  private Failures() {}

  /** Where a bug showed; stands among the suppressed exceptions of the bug's own. */
  private static final class Place extends Exception {
    private static final long serialVersionUID = 1;

    Place(String place) {
      super("at " + place, null, false, false);
    }
  }

  /**
   * Returns what to throw in place of a failure.
   *
   * @param place such as the subject and the step
   * @param failure what was thrown there
   * @return for wrong data and files an {@link OmnetException} that names the place; otherwise the
   *     failure itself, with the place among its suppressed exceptions
   */
  public static RuntimeException at(String place, RuntimeException failure) {
    if (failure instanceof OmnetException || failure instanceof UncheckedIOException) {
      return new OmnetException(place + ": " + failure.getMessage(), failure);
    }
    failure.addSuppressed(new Place(place));
    return failure;
  }

  /**
   * Returns what to throw where the work of another thread has failed.
   *
   * @param place such as the number of the sample
   * @param failure what the other thread threw, which was no checked exception
   * @return as {@link #at(String, RuntimeException)}
   * @throws Error the failure itself, if it is one
   */
  public static RuntimeException at(String place, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known
        ? at(place, known)
        : new IllegalStateException(place, failure);
  }
}
