package io.github.omnet.examples.kill;

import java.io.Serial;

/** A kill has left something that is neither what was there nor what was to come. */
final class HalfDoneException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  HalfDoneException(String message) {
    super(message);
  }

  HalfDoneException(String message, Exception cause) {
    super(message, cause);
  }
}
