package io.github.omnet.io.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the text header at the front of a file line by line, and not a byte more. */
public final class HeaderLines {
  private final ByteSource source;
  private final Faults faults;
  private final int mostBytes;
  private final String expected;
  private final String remedy;

  /**
   * Creates a reader of lines.
   *
   * @param source positioned at the first line
   * @param faults makes the exceptions
   * @param mostBytes the longest header
   * @param expected what a header that is too long should have had
   * @param remedy what to do about one
   */
  public HeaderLines(
      ByteSource source, Faults faults, int mostBytes, String expected, String remedy) {
    this.source = source;
    this.faults = faults;
    this.mostBytes = mostBytes;
    this.expected = expected;
    this.remedy = remedy;
  }

  /**
   * The next line.
   *
   * @return a {@code char} for each byte, without its line break, whose carriage returns are
   *     dropped wherever they stand; null at the end of the file. The last line may lack its break.
   * @throws IOException if the header is too long or cannot be read
   */
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] one = new byte[1];
    while (true) {
      if (source.position() >= mostBytes) {
        throw faults.at("header", 0, "longer than " + mostBytes + " bytes", expected, remedy);
      }
      if (source.read(one, 0, 1) == 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (one[0] == '\n') {
        return line.toString();
      }
      if (one[0] != '\r') {
        line.append((char) (one[0] & 0xff)); // ISO 8859-1
      }
    }
  }
}
