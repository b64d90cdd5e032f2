package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.metric.Metrics;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.ScalarLog;
import io.github.omnet.report.curves.TrainingCurves;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.BoxChart;

/** Each axis of each plot says what it shows, and in which unit. */
class PlotTitlesTest {
  @Test
  void curvesOfATrainingNameBothAxes(@TempDir Path folder) throws Exception {
    Path csv = folder.resolve("metrics.csv");
    List<String> columns = List.of("loss1", "diceWT", "gradientNorm", "patchesPerSecond", "rate");
    try (ScalarLog log = ScalarLog.csv(csv, columns, 0)) {
      for (long n = 1; n <= 3; n++) {
        log.write(
            n, Map.of("loss1", 1.0, "diceWT", 0.5, "gradientNorm", 2.0, "patchesPerSecond", 3.0));
        log.write(n, Map.of("rate", 0.1));
      }
    }
    List<TrainingCurves.Curve> curves = TrainingCurves.curves(MetricsTable.read(csv));
    assertThat(curves).extracting(curve -> curve.chart().getXAxisTitle()).containsOnly("Iteration");
    assertThat(curves)
        .extracting(curve -> curve.chart().getYAxisTitle())
        .containsExactly(
            "Loss (no unit)",
            "Dice in validation (0 to 1)",
            "Gradient norm (no unit)",
            "Patches per second",
            "Learning rate (no unit)");
  }

  @Test
  void boxesOfACohortNameBothAxes() {
    Metrics.brats()
        .byKey()
        .forEach(
            (key, metric) -> {
              BoxChart chart =
                  Plots.boxes(key, Tables.unit(metric), Map.of("WT", new double[] {0.5}));
              assertThat(chart.getXAxisTitle()).isEqualTo("region");
              assertThat(chart.getYAxisTitle()).matches(key + " \\((mm|0 to 1|no unit)\\)");
            });
  }
}
