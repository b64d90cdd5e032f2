package io.github.omnet.examples.command;

import io.github.omnet.core.internal.RegularFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads texts that somebody wrote, which may be anything. */
final class TextFile {
  private TextFile() {}

  /**
   * The whole text.
   *
   * @param file in UTF-8
   * @param what the text is, for messages
   * @param most bytes allowed
   * @throws IOException if it is no regular file, too long, or no UTF-8
   */
  static String read(Path file, String what, long most) throws IOException {
    if (Files.size(RegularFile.require(file)) > most) {
      throw new IOException(file + ": " + what + " has at most " + most + " bytes; shorten it");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is not UTF-8; save it as UTF-8", e);
    }
  }
}
