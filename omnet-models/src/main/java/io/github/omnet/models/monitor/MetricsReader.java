package io.github.omnet.models.monitor;

import io.github.omnet.core.internal.RegularFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of metrics row by row and knows where each row ends. What follows the last line
 * break was torn by a kill, and is no row.
 */
final class MetricsReader implements Closeable {
  static final String ITERATION = "iteration";

  /** Far more than a row needs; keeps a file that is no table from being read into memory. */
  private static final int LONGEST_LINE = 1 << 16;

  private final Path path;
  private final InputStream in;
  private final List<String> columns;
  private long offset;
  private long line;
  private long last = Long.MIN_VALUE;
  private String torn = "";

  /** One row; NaN where nothing was measured. */
  record Row(long iteration, List<Double> values, long end) {}

  MetricsReader(Path path) throws IOException {
    this.path = path;
    this.in = new BufferedInputStream(Files.newInputStream(RegularFile.require(path)));
    try {
      this.columns = header();
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private List<String> header() throws IOException {
    String header = nextLine();
    if (header == null) {
      return List.of();
    }
    List<String> names = cells(header);
    if (!names.get(0).equals(ITERATION)) {
      throw fault("'" + shortened(header) + "'", "a header that begins with " + ITERATION);
    }
    return names.subList(1, names.size());
  }

  /** Names of the columns after the iteration; empty also if there is no whole header. */
  List<String> columns() {
    return columns;
  }

  /** Bytes up to the end of the line that was read last. */
  long offset() {
    return offset;
  }

  /** Once there is no further line: what stands behind the last line break. */
  String torn() {
    return torn;
  }

  @Nullable Row next() throws IOException {
    String text = nextLine();
    if (text == null) {
      return null;
    }
    List<String> cells = cells(text);
    if (cells.size() != columns.size() + 1) {
      throw fault(cells.size() + " cells", columns.size() + 1 + ", as the header has");
    }
    try {
      long iteration = Long.parseLong(cells.get(0));
      if (iteration < last) {
        throw fault("iteration " + iteration, "at least that of the line before, " + last);
      }
      last = iteration;
      List<Double> values =
          cells.stream().skip(1).map(c -> c.isEmpty() ? Double.NaN : Double.valueOf(c)).toList();
      return new Row(iteration, values, offset);
    } catch (NumberFormatException e) {
      throw fault("'" + shortened(text) + "'", "an iteration and numbers");
    }
  }

  /** Text of the next line that is whole, or null. */
  private @Nullable String nextLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    line++;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        offset += bytes.size() + 1;
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      bytes.write(next);
      if (bytes.size() > LONGEST_LINE) {
        throw fault("more than " + LONGEST_LINE + " bytes without a line break", "a row");
      }
    }
    torn = bytes.toString(StandardCharsets.UTF_8);
    return null;
  }

  /** Names and numbers of these tables need no quotes, so there are none to undo. */
  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private MetricsFormatException fault(String found, String expected) {
    return new MetricsFormatException(path, line, found, expected);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
