package io.github.omnet.models.engine;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** An engine or device was asked for that this machine or class path does not offer. */
public final class EngineUnavailableException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was asked for, what there is and the remedy
   */
  public EngineUnavailableException(String message) {
    super(message);
  }

  /**
   * Creates an exception with the failure that led to it.
   *
   * @param message what was asked for, what there is and the remedy
   * @param cause what the engine said
   */
  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
