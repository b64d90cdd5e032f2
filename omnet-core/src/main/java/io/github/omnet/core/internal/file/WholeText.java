package io.github.omnet.core.internal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes tables and records the way images are written: whoever looks sees the old file or the
 * complete new one, even after a power cut.
 */
public final class WholeText {
  private WholeText() {}

  /**
   * Writes a text file in UTF-8, replacing one of that name.
   *
   * @param path the file; its folder must exist
   * @param text what goes into it
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, String text) throws IOException {
    AtomicFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
