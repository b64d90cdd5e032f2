package io.github.omnet.io.nrrd;

import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.HeaderLines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines {@code field: value} at the front of a file, up to the first empty line. Comments
 * ({@code #}) and the user's pairs ({@code key:=value}) are passed over: they may name the patient.
 */
final class HeaderFields {
  static final String MAGIC = "NRRD0";

  private static final Pattern FIRST_LINE = Pattern.compile("NRRD000[1-5]\\s*");
  private static final String REMEDY = "the file is not NRRD or damaged: check where it comes from";

  /**
   * A value and where its line begins.
   *
   * @param text what stands right of the colon
   * @param offset of the line in the file
   */
  record Entry(String text, long offset) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Reads up to and including the empty line, and not a byte more. */
  static HeaderFields read(ByteSource source, Faults faults) throws IOException {
    HeaderLines lines =
        new HeaderLines(
            source, faults, ReadLimits.MAX_NRRD_HEADER_BYTES, "an empty line at its end", REMEDY);
    String first = lines.next();
    if (first == null || !FIRST_LINE.matcher(first).matches()) {
      throw faults.at(
          "first line",
          0,
          first == null ? "missing, the file is empty" : "'" + first + "'",
          "NRRD0001 to NRRD0005",
          REMEDY);
    }
    HeaderFields fields = new HeaderFields();
    long offset = source.position();
    String line = lines.next();
    while (line != null && !line.isEmpty()) {
      if (!line.startsWith("#")) {
        fields.add(line, offset, faults);
      }
      offset = source.position();
      line = lines.next();
    }
    return fields;
  }

  private void add(String line, long offset, Faults faults) throws ImageFormatException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw faults.at("header line", offset, "'" + line + "'", "'field: value'", REMEDY);
    }
    if (line.startsWith(":=", colon)) {
      return;
    }
    String field = canonical(line.substring(0, colon));
    if (entries.put(field, new Entry(line.substring(colon + 1).strip(), offset)) != null) {
      throw faults.at(field, offset, "given twice", "one value", REMEDY);
    }
  }

  /** Teem knows some fields with and without a space. */
  private static String canonical(String field) {
    String name = field.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "datafile" -> "data file";
      case "lineskip" -> "line skip";
      case "byteskip" -> "byte skip";
      case "centerings" -> "centers";
      default -> name;
    };
  }

  @Nullable Entry get(String field) {
    return entries.get(field);
  }
}
