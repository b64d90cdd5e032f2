package io.github.omnet.io.dataset;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** A folder does not hold the subjects, or a subject not the files, that are asked for. */
public final class DatasetException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message subject, folder, what is missing, and what to do
   */
  public DatasetException(String message) {
    super(message);
  }
}
