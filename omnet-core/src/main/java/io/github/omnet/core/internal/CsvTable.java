package io.github.omnet.core.internal;

import java.util.List;
import java.util.StringJoiner;

/**
 * Comma-separated values by RFC 4180: cells with a comma, a quote or a line break are quoted.
 * Numbers that are not finite are left empty.
 */
public final class CsvTable {
  private final StringBuilder text = new StringBuilder();

  /** Begins a table without rows. */
  public CsvTable() {}

  /**
   * Adds a row.
   *
   * @param cells written by their text
   * @return this
   */
  public CsvTable row(List<?> cells) {
    StringJoiner line = new StringJoiner(",");
    for (Object cell : cells) {
      line.add(cell(cell));
    }
    text.append(line).append("\r\n");
    return this;
  }

  private static String cell(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "";
    }
    String plain = value.toString();
    if (plain.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      return plain;
    }
    return '"' + plain.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
