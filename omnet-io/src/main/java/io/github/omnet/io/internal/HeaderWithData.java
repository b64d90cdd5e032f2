package io.github.omnet.io.internal;

import io.github.omnet.core.internal.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a header and the data file that it names. Two files cannot be exchanged at once, so the
 * new data gets a name that no file has, and the header that takes the old one's place names it:
 * until then the old header has its old data, from then on the new one has the new data.
 */
public final class HeaderWithData {
  /** Headers longer than this name no data file that this class has written. */
  private static final int LONGEST_HEADER = 1 << 16;

  private static final Pattern NAMED =
      Pattern.compile("(?dm)^(?:ElementDataFile =|data file:) (?<name>[^/\\\\\\r\\n]+?)\\r?$");

  private final Path header;
  private final String stem;

  /**
   * Knows where to write.
   *
   * @param header the header, replaced if it exists
   */
  public HeaderWithData(Path header) {
    String name = String.valueOf(header.getFileName());
    this.header = header;
    this.stem = FileNames.writable(name.substring(0, name.lastIndexOf('.')));
  }

  /**
   * Writes both, and deletes the data of a header that was replaced if this class gave it its name.
   *
   * @param ending of the data file's name, such as {@code .raw}; the name is that of the header
   *     with this ending, or with {@code -2}, {@code -3} before it where there is such a file; what
   *     readers would take for something else becomes an underscore
   * @param data content of the data file
   * @param text content of the header, given the name of the data file
   * @throws IOException if one cannot be written; then the old header, if any, has its old data
   */
  public void write(String ending, AtomicFile.Content data, Function<String, byte[]> text)
      throws IOException {
    Optional<Path> old = oldData();
    String name = free(ending);
    Path file = FileNames.beside(header, name);
    AtomicFile.write(file, data);
    byte[] bytes = text.apply(name);
    try {
      AtomicFile.write(header, out -> out.write(bytes));
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    if (old.isPresent()) {
      Files.deleteIfExists(old.get());
    }
  }

  private String free(String ending) {
    String name = stem + ending;
    for (int n = 2; Files.exists(FileNames.beside(header, name)); n++) {
      name = stem + "-" + n + ending;
    }
    return name;
  }

  /** The data file of the header that is there, if its name is one that {@link #free} gives. */
  private Optional<Path> oldData() throws IOException {
    if (!Files.isRegularFile(header)) {
      return Optional.empty();
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(header)) {
      start = in.readNBytes(LONGEST_HEADER);
    }
    Matcher named = NAMED.matcher(new String(start, StandardCharsets.UTF_8));
    if (!named.find()) {
      return Optional.empty();
    }
    String name = named.group("name");
    boolean own =
        name.startsWith(stem)
            && name.substring(stem.length()).matches("(-[0-9]{1,9})?\\.(raw|zraw|raw\\.gz)");
    return own ? Optional.of(FileNames.beside(header, name)) : Optional.empty();
  }
}
