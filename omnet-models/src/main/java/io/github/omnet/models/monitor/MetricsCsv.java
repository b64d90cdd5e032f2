package io.github.omnet.models.monitor;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A training's numbers as comma-separated values by RFC 4180: a header {@code iteration,...}, then
 * one row per call. A cell is blank where nothing was measured or the number is undefined; numbers
 * have seven significant digits, what a {@code float} holds.
 *
 * <p>The file keeps no time of its own, so that the same training writes the same file; a trainer
 * that wants the time gives it a column.
 */
final class MetricsCsv implements ScalarLog {
  private static final MathContext DIGITS = new MathContext(7);

  /** Beyond this many digits, 1E+20 reads better than its zeros. */
  private static final int LONGEST_WHOLE_NUMBER = 12;

  private final List<String> columns;
  private final GrowingFile file;
  private long last;

  private MetricsCsv(List<String> columns, GrowingFile file, long last) {
    this.columns = columns;
    this.file = file;
    this.last = last;
  }

  /**
   * Begins a table or continues one: rows of iterations after {@code resumeAt}, which a killed
   * program wrote and which are about to be computed again, are cut off at once, and so is a last
   * line that was torn.
   *
   * @param file made if it does not exist; its folder must exist
   * @param columns names after {@code iteration}, in order; without commas, quotes or line breaks
   * @param resumeAt optimiser steps taken at the checkpoint that the run resumes from; 0 for a new
   *     run
   * @return the log; close it
   * @throws MetricsFormatException if the file has other columns, or a row that is none
   * @throws IOException if it cannot be read or written
   * @throws IllegalArgumentException if a column's name needs quotes or is there twice, or {@code
   *     resumeAt} is negative
   */
  public static MetricsCsv open(Path file, List<String> columns, long resumeAt) throws IOException {
    checkNames(columns);
    if (resumeAt < 0) {
      throw new IllegalArgumentException("cannot resume at iteration " + resumeAt);
    }
    String header = line(MetricsReader.ITERATION, columns);
    long keep = Files.exists(file) ? bytesToKeep(file, columns, header, resumeAt) : 0;
    GrowingFile growing = new GrowingFile(file, keep);
    if (keep == 0) {
      try {
        growing.append(header.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        growing.close();
        throw e;
      }
    }
    return new MetricsCsv(List.copyOf(columns), growing, resumeAt);
  }

  private static long bytesToKeep(Path file, List<String> columns, String header, long resumeAt)
      throws IOException {
    try (MetricsReader reader = new MetricsReader(file)) {
      if (reader.offset() == 0) {
        // Killed while it wrote the header; anything else is not ours to cut.
        if (!header.startsWith(reader.torn())) {
          throw new MetricsFormatException(
              file, 1, "no line break", "the header " + header.strip());
        }
        return 0;
      }
      if (!reader.columns().equals(columns)) {
        throw new MetricsFormatException(
            file, 1, "columns " + reader.columns(), "those of this run, " + columns);
      }
      long keep = reader.offset();
      for (var row = reader.next(); row != null && row.iteration() <= resumeAt; ) {
        keep = row.end();
        row = reader.next();
      }
      return keep;
    }
  }

  private static void checkNames(List<String> columns) {
    for (String name : columns) {
      if (name.isBlank() || name.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')) {
        throw new IllegalArgumentException(
            "'" + name + "' cannot name a column: blank, or with a comma, quote or line break");
      }
    }
    if (new HashSet<>(columns).size() < columns.size()
        || columns.contains(MetricsReader.ITERATION)) {
      throw new IllegalArgumentException("a column is there twice: iteration, " + columns);
    }
  }

  /**
   * Appends a row.
   *
   * @param iteration optimiser steps taken so far
   * @param values numbers by name of a column
   * @throws IOException if it cannot be written; the file then ends with the row before
   * @throws IllegalArgumentException if there is no such column, or the iteration lies before the
   *     one of the last row
   */
  @Override
  public void write(long iteration, Map<String, Double> values) throws IOException {
    if (!columns.containsAll(values.keySet())) {
      throw new IllegalArgumentException(
          "columns are " + columns + ", but there are numbers for " + values.keySet());
    }
    if (iteration < last) {
      throw new IllegalArgumentException("iteration " + iteration + " comes after " + last);
    }
    List<String> cells =
        columns.stream().map(name -> cell(values.getOrDefault(name, Double.NaN))).toList();
    file.append(line(String.valueOf(iteration), cells).getBytes(StandardCharsets.UTF_8));
    last = iteration;
  }

  private static String line(String first, List<String> others) {
    StringJoiner line = new StringJoiner(",", "", "\r\n").add(first);
    others.forEach(line::add);
    return line.toString();
  }

  /** Not {@code Double.toString}, whose digits changed with JDK 19. */
  private static String cell(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean shortInFull = rounded.precision() - rounded.scale() <= LONGEST_WHOLE_NUMBER;
    return rounded.scale() < 0 && shortInFull ? rounded.toPlainString() : rounded.toString();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
