package io.github.omnet.models.packaging;

import io.github.omnet.core.internal.PlainText;
import java.io.IOException;
import java.io.Serial;

/**
 * A model package that cannot be used: missing, damaged, or not what its manifest says. Text from
 * the package is shown without control characters and cut to 1000 characters.
 */
public final class ModelPackageException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** Longest text of a package that a message repeats; names of parameters take some room. */
  private static final int MAX_TEXT = 1000;

  private static final int MAX_PATH = 4096;

  ModelPackageException(String where, String found, String remedy) {
    super(message(where, found, remedy));
  }

  ModelPackageException(String where, String found, String remedy, Throwable cause) {
    super(message(where, found, remedy), cause);
  }

  private static String message(String where, String found, String remedy) {
    return PlainText.line(where, MAX_PATH) + ": " + PlainText.line(found, MAX_TEXT) + "; " + remedy;
  }
}
