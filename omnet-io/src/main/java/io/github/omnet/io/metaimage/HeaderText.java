package io.github.omnet.io.metaimage;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    while (!header.entries.containsKey(LAST_KEY)) {
      long offset = source.position();
      String line = readLine(source, faults);
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

  private static String readLine(ByteSource source, Faults faults) throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] one = new byte[1];
    while (true) {
      if (source.position() >= ReadLimits.MAX_META_HEADER_BYTES) {
        throw faults.at(
            "header",
            0,
            "longer than " + ReadLimits.MAX_META_HEADER_BYTES + " bytes",
            "a line " + LAST_KEY,
            REMEDY);
      }
      if (source.read(one, 0, 1) == 0) {
        if (line.isEmpty()) {
          throw faults.at(
              "header",
              source.position(),
              source.position() == 0 ? "empty" : "at its end",
              "a line " + LAST_KEY,
              REMEDY);
        }
        // Without a last line break; what follows can only be the end.
        return line.toString();
      }
      if (one[0] == '\n') {
        return line.toString();
      }
      if (one[0] != '\r') {
        line.append(new String(one, StandardCharsets.ISO_8859_1));
      }
    }
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
