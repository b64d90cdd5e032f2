package io.github.omnet.models.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link MetricsCsv} wrote, read back; also while the training still writes it. */
public final class MetricsTable {
  private final Map<String, List<Point>> series;

  private MetricsTable(Map<String, List<Point>> series) {
    this.series = series;
  }

  /**
   * A number of a training.
   *
   * @param iteration optimiser steps taken when it was measured
   * @param value finite
   */
  public record Point(long iteration, double value) {}

  /**
   * Reads a table. A last line that is not whole yet is left out.
   *
   * @param file written by {@link MetricsCsv}
   * @return the table
   * @throws MetricsFormatException if a row is none
   * @throws IOException if it cannot be read
   */
  public static MetricsTable read(Path file) throws IOException {
    try (MetricsReader reader = new MetricsReader(file)) {
      Map<String, List<Point>> series = new LinkedHashMap<>();
      reader.columns().forEach(name -> series.put(name, new ArrayList<>()));
      for (var row = reader.next(); row != null; row = reader.next()) {
        int column = 0;
        for (List<Point> points : series.values()) {
          double value = row.values().get(column++);
          if (Double.isFinite(value)) {
            points.add(new Point(row.iteration(), value));
          }
        }
      }
      return new MetricsTable(series);
    }
  }

  /**
   * Names of the columns after the iteration.
   *
   * @return in order
   */
  public List<String> columns() {
    return List.copyOf(series.keySet());
  }

  /**
   * One column.
   *
   * @param column its name
   * @return the numbers measured, by iteration; empty if there is no such column
   */
  public List<Point> series(String column) {
    return List.copyOf(series.getOrDefault(column, List.of()));
  }
}
