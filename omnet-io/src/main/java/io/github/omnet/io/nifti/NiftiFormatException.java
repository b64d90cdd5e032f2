package io.github.omnet.io.nifti;

import io.github.omnet.io.image.ImageFormatException;
import java.io.Serial;
import java.nio.file.Path;

/** A file cannot be read as NIfTI or Analyze. */
final class NiftiFormatException extends ImageFormatException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param path the file
   * @param field name of the header field or part of the file
   * @param offset where in the (uncompressed) file it stands, or {@link #NO_OFFSET}
   * @param found what stands there
   * @param expected what should
   * @param remedy what to do about it
   */
  public NiftiFormatException(
      Path path, String field, long offset, String found, String expected, String remedy) {
    super(path, field, offset, found, expected, remedy);
  }
}
