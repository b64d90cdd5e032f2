package io.github.omnet.io.image;

import io.github.omnet.core.internal.PlainText;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A file cannot be read as the image it claims to be. The message names the file, the field and its
 * byte offset, what was found there, what was expected, and what to do. Text from the file is shown
 * without control characters and cut to 300 characters.
 */
public class ImageFormatException extends IOException {
  /** The offset of a problem that has no place of its own in the file. */
  public static final long NO_OFFSET = -1;

  @Serial private static final long serialVersionUID = 1L;

  /** Longest text of a file that a message repeats. */
  private static final int MAX_TEXT = 300;

  private static final int MAX_PATH = 4096;

  /** The path as text: paths themselves cannot be serialised. */
  private final String file;

  /** Name of the field. */
  private final String field;

  /** Byte offset or {@link #NO_OFFSET}. */
  private final long offset;

  /** What stands there. */
  private final String found;

  /** What should. */
  private final String expected;

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
  public ImageFormatException(
      Path path, String field, long offset, String found, String expected, String remedy) {
    super(message(path, field, offset, clean(found), clean(expected), remedy));
    this.file = path.toString();
    this.field = field;
    this.offset = offset;
    this.found = clean(found);
    this.expected = clean(expected);
  }

  private static String clean(String text) {
    return PlainText.line(text, MAX_TEXT);
  }

  private static String message(
      Path path, String field, long offset, String found, String expected, String remedy) {
    return PlainText.line(path.toString(), MAX_PATH)
        + ": "
        + field
        + (offset >= 0 ? " at byte " + offset : "")
        + " is "
        + found
        + ", expected "
        + expected
        + "; "
        + remedy;
  }

  /**
   * The file in question.
   *
   * @return its path as text
   */
  public String file() {
    return file;
  }

  /**
   * The header field or part of the file in question.
   *
   * @return its name in the format's own terms
   */
  public String field() {
    return field;
  }

  /**
   * Returns where the field stands.
   *
   * @return byte offset in the uncompressed file, or {@link #NO_OFFSET}
   */
  public long offset() {
    return offset;
  }

  /**
   * Returns what the file holds.
   *
   * @return a short text
   */
  public String found() {
    return found;
  }

  /**
   * Returns what it should hold.
   *
   * @return a short text
   */
  public String expected() {
    return expected;
  }
}
