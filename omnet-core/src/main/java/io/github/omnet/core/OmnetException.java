package io.github.omnet.core;

import io.github.omnet.core.internal.PlainText;
import java.io.Serial;

/**
 * Root of the unchecked exceptions that omnet throws on purpose: the input or the request cannot be
 * used as it is, and the message says what was found, what was expected and what to do.
 *
 * <p>Messages hold no control characters but line breaks and tabs, whatever a file or a model put
 * into them.
 *
 * <p>Unreadable files throw a checked {@link java.io.IOException} subtype instead.
 */
public class OmnetException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was found, what was expected and the remedy
   */
  public OmnetException(String message) {
    super(PlainText.lines(message));
  }

  /**
   * Creates an exception with the failure that led to it.
   *
   * @param message what was found, what was expected and the remedy
   * @param cause the underlying failure
   */
  public OmnetException(String message, Throwable cause) {
    super(PlainText.lines(message), cause);
  }
}
