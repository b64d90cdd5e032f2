package io.github.omnet.report.curves;

import io.github.omnet.models.monitor.MetricsTable;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The Dice of each region at the validations. */
final class DicePanel {
  static final List<String> COLUMNS = List.of("diceWT", "diceTC", "diceET");

  private static final List<String> NAMES =
      List.of("WT (whole tumour)", "TC (tumour core)", "ET (enhancing tumour)");

  private DicePanel() {}

  static XYChart of(MetricsTable metrics, double lastIteration) {
    XYChart chart = Panels.empty("Dice in validation (0 to 1)", lastIteration, 1);
    for (int n = 0; n < COLUMNS.size(); n++) {
      Panels.markedLine(chart, NAMES.get(n), metrics.series(COLUMNS.get(n)), n);
    }
    return chart;
  }
}
