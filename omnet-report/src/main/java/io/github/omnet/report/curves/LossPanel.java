package io.github.omnet.report.curves;

import io.github.omnet.models.internal.monitor.ExponentialMean;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.MetricsTable.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The loss of each task: a smoothed line over its faint raw values. */
final class LossPanel {
  static final List<String> COLUMNS = List.of("loss1", "loss2", "loss3");

  private static final List<String> NAMES =
      List.of("Task 1 (whole tumour)", "Task 2 (all classes)", "Task 3 (enhancing tumour)");

  /** A smoothed line looks this share of its values back and forth: a wiggle, not every batch. */
  private static final double REACH = 1.0 / 120;

  private LossPanel() {}

  static XYChart of(MetricsTable metrics, double lastIteration) {
    List<List<Point>> smoothed =
        COLUMNS.stream().map(column -> smoothed(metrics.series(column))).toList();
    // From the smoothed values: a single wild batch must not press the lines together.
    double highest =
        smoothed.stream().flatMap(List::stream).mapToDouble(Point::value).max().orElse(1);
    XYChart chart = Panels.empty("Loss (no unit)", lastIteration, highest > 0 ? 1.15 * highest : 1);
    for (int n = 0; n < COLUMNS.size(); n++) {
      Panels.faintLine(chart, NAMES.get(n) + ", raw", metrics.series(COLUMNS.get(n)), n);
    }
    // After all raw values, so that no smoothed line lies under them.
    for (int n = 0; n < COLUMNS.size(); n++) {
      Panels.line(chart, NAMES.get(n), smoothed.get(n), n);
    }
    return chart;
  }

  /**
   * Exponential means from both ends, so that the line does not lag behind, each counting as much
   * as it has seen, so that neither end hooks after its last value.
   */
  static List<Point> smoothed(List<Point> raw) {
    int size = raw.size();
    double keep = 1 - 1 / Math.max(1, size * REACH);
    ExponentialMean forwards = new ExponentialMean(keep);
    ExponentialMean backwards = new ExponentialMean(keep);
    double[] means = raw.stream().mapToDouble(p -> forwards.add(p.value())).toArray();
    for (int n = size - 1; n >= 0; n--) {
      double before = 1 - Math.pow(keep, n + 1);
      double after = 1 - Math.pow(keep, size - n);
      means[n] = (before * means[n] + after * backwards.add(raw.get(n).value())) / (before + after);
    }
    return IntStream.range(0, size)
        .mapToObj(n -> new Point(raw.get(n).iteration(), means[n]))
        .toList();
  }
}
