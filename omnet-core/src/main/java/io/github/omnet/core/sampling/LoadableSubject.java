package io.github.omnet.core.sampling;

import io.github.omnet.core.subject.Subject;
import java.io.IOException;

/**
 * A subject that is loaded when its patches are due.
 *
 * @param id name of the subject, unique in its data set
 * @param loader reads it; called by any thread, and again after the memory was given up
 */
public record LoadableSubject(String id, Loader loader) {
  /** Reads one subject. */
  @FunctionalInterface
  public interface Loader {
    /**
     * Reads the subject.
     *
     * @return the subject, the same voxels each time
     * @throws IOException if it cannot be read
     */
    Subject load() throws IOException;
  }

  /**
   * A subject that is in memory already.
   *
   * @param subject the subject
   * @return one whose loader returns it
   */
  public static LoadableSubject of(Subject subject) {
    return new LoadableSubject(subject.id(), () -> subject);
  }

  /**
   * Loads the subject.
   *
   * @return the subject
   * @throws IOException if it cannot be read
   */
  public Subject load() throws IOException {
    return loader.load();
  }
}
