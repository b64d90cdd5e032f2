package io.github.omnet.io.metaimage;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.HeaderLines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines {@code Key = Value} at the front of a file, the last of which names the data file. */
final class HeaderText {
  static final String LAST_KEY = "ElementDataFile";

  private static final String REMEDY =
      "the file is not MetaImage or damaged: check where it comes from";

  /**
   * A value and where its line begins.
   *
   * @param text what stands right of the equals sign
   * @param offset of the line in the file
   */
  record Entry(String text, long offset) {
    String[] parts() {
      return text.isEmpty() ? new String[0] : text.split("\\s+");
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Reads up to and including the line of the data file, and not a byte more. */
  static HeaderText read(ByteSource source, Faults faults) throws IOException {
    HeaderText header = new HeaderText();
    HeaderLines lines =
        new HeaderLines(
            source, faults, ReadLimits.MAX_META_HEADER_BYTES, "a line " + LAST_KEY, REMEDY);
    while (!header.entries.containsKey(LAST_KEY)) {
      long offset = source.position();
      String line = lines.next();
      if (line == null) {
        throw faults.at(
            "header", offset, offset == 0 ? "empty" : "at its end", "a line " + LAST_KEY, REMEDY);
      }
      int equals = line.indexOf('=');
      String key = equals < 0 ? line : line.substring(0, equals).strip();
      if (equals < 0 || !key.matches("[A-Za-z][A-Za-z0-9_ ]{0,63}")) {
        if (line.isBlank()) {
          continue;
        }
        throw faults.at("header line", offset, "'" + line + "'", "'Key = Value'", REMEDY);
      }
      header.entries.put(key, new Entry(line.substring(equals + 1).strip(), offset));
    }
    return header;
  }

  /** The first of several names for the same thing that occurs. */
  @Nullable Entry get(String... keys) {
    for (String key : keys) {
      Entry entry = entries.get(key);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }
}
