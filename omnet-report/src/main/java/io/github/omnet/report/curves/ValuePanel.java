package io.github.omnet.report.curves;

import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.MetricsTable.Point;
import java.util.List;
import org.knowm.xchart.XYChart;

/** One column of the table: a smoothed line over its faint raw values. */
final class ValuePanel {
  private ValuePanel() {}

  /**
   * Draws a column.
   *
   * @param title of the vertical axis, with its unit
   */
  static XYChart of(MetricsTable metrics, String column, String title, double lastIteration) {
    List<Point> raw = metrics.series(column);
    List<Point> smoothed = LossPanel.smoothed(raw);
    double highest = smoothed.stream().mapToDouble(Point::value).max().orElse(1);
    XYChart chart = Panels.empty(title, lastIteration, highest > 0 ? 1.15 * highest : 1);
    chart.getStyler().setLegendVisible(false);
    if (highest < 0.1) {
      chart.getStyler().setYAxisDecimalPattern("0.0E0");
    }
    Panels.faintLine(chart, title + ", raw", raw, 0);
    Panels.line(chart, title, smoothed, 0);
    return chart;
  }
}
