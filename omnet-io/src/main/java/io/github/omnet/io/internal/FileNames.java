package io.github.omnet.io.internal;

import io.github.omnet.core.OmnetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names for data files that every reader of a header finds again. */
final class FileNames {
  /** What to do where Java cannot pass a name on to the operating system. */
  static final String SET_LOCALE =
      "start Java in a locale with UTF-8, such as LC_ALL=C.UTF-8, or name the files with plain"
          + " letters";

  private FileNames() {}

  /**
   * A name as it may stand in a header. Readers take {@code LIST} at the beginning and {@code %}
   * for the names of several files, cut blanks off and end a line at a line break.
   *
   * @param name of a file
   * @return the name, with an underscore in place of each character that would be misread, and
   *     before {@code LIST}
   */
  static String writable(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}%\\\\]|^\\s+", "_");
    return plain.startsWith("LIST") ? "_" + plain : plain;
  }

  /** A file beside another. */
  static Path beside(Path file, String name) {
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new OmnetException(
          file
              + ": a file named '"
              + name
              + "' cannot be made: "
              + e.getReason()
              + "; "
              + SET_LOCALE,
          e);
    }
  }
}
