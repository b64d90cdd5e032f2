package io.github.omnet.io.internal;

import io.github.omnet.io.image.ImageFormatException;

/** Makes the exception of one file's format, so that shared code can complain in its words. */
@FunctionalInterface
public interface Faults {
  /**
   * Makes the exception, to be thrown by the caller.
   *
   * @param field the part of the file in question
   * @param offset where it stands, or {@link ImageFormatException#NO_OFFSET}
   * @param found what stands there
   * @param expected what should
   * @param remedy what to do about it
   * @return the exception
   */
  ImageFormatException at(String field, long offset, String found, String expected, String remedy);

  /**
   * The file ends before it should.
   *
   * @param part what was being read
   * @param offset where the file ends
   * @param missing number of bytes that are still expected
   * @return the exception
   */
  default ImageFormatException truncated(String part, long offset, long missing) {
    return at(
        part,
        offset,
        "the end of the file",
        missing + " more bytes",
        "the file is cut off: copy or download it again");
  }
}
