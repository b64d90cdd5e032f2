package io.github.omnet.io.nrrd;

import io.github.omnet.io.image.ImageFormatException;
import java.io.Serial;
import java.nio.file.Path;

/** A file cannot be read as NRRD. */
final class NrrdFormatException extends ImageFormatException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param path the file
   * @param field field of the header or part of the file
   * @param offset where in the file it stands, or {@link #NO_OFFSET}
   * @param found what stands there
   * @param expected what should
   * @param remedy what to do about it
   */
  public NrrdFormatException(
      Path path, String field, long offset, String found, String expected, String remedy) {
    super(path, field, offset, found, expected, remedy);
  }
}
