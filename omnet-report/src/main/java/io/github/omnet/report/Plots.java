package io.github.omnet.report;

import io.github.omnet.report.curves.TrainingCurves;
import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a cohort, drawn by XChart. */
final class Plots {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;
  private static final double LIMITS = 1.96;
  private static final Color BLUE = new Color(0x0072B2);
  private static final Color RED = new Color(0xD55E00);

  private Plots() {}

  /** A box with all points for each region; empty text if no value is defined. */
  static void boxes(Html html, String metric, String unit, Map<String, double[]> byRegion)
      throws IOException {
    BoxChart chart = boxes(metric, unit, byRegion);
    if (!chart.getSeriesMap().isEmpty()) {
      figure(
          html,
          Svg.of(chart, WIDTH, HEIGHT),
          "Box plot with all subjects as points: " + metric + " (" + unit + ") of each region");
    }
  }

  static BoxChart boxes(String metric, String unit, Map<String, double[]> byRegion) {
    BoxChart chart =
        new BoxChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(metric)
            .xAxisTitle("region")
            .yAxisTitle(metric + " (" + unit + ")")
            .build();
    plain(chart.getStyler());
    chart.getStyler().setShowWithinAreaPoint(true).setToolTipsEnabled(false);
    chart.getStyler().setSeriesColors(new Color[] {BLUE, RED, new Color(0x009E73)});
    for (Map.Entry<String, double[]> region : byRegion.entrySet()) {
      double[] defined = Arrays.stream(region.getValue()).filter(Double::isFinite).toArray();
      if (defined.length > 0) {
        chart.addSeries(region.getKey(), defined);
      }
    }
    return chart;
  }

  /** Difference of two volumes over their mean, with mean and limits of agreement. */
  static void blandAltman(Html html, String region, double[] predicted, double[] expected)
      throws IOException {
    int count = predicted.length;
    double[] means = new double[count];
    double[] differences = new double[count];
    for (int n = 0; n < count; n++) {
      means[n] = (predicted[n] + expected[n]) / 2;
      differences[n] = predicted[n] - expected[n];
    }
    double mean = DoubleStream.of(differences).average().orElse(0);
    double squares = DoubleStream.of(differences).map(d -> (d - mean) * (d - mean)).sum();
    double deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(region + ": volume")
            .xAxisTitle("mean of both (ml)")
            .yAxisTitle("prediction - reference (ml)")
            .build();
    plain(chart.getStyler());
    XYSeries points = chart.addSeries("subjects", means, differences);
    points.setLineStyle(SeriesLines.NONE);
    points.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(BLUE);
    double[] ends = {0, Math.max(1e-3, 1.05 * DoubleStream.of(means).max().orElse(1))};
    for (double factor : List.of(0.0, -LIMITS, LIMITS)) {
      double at = mean + factor * deviation;
      XYSeries line =
          chart.addSeries(
              String.format(Locale.ROOT, "%+.2f SD", factor), ends, new double[] {at, at});
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(RED);
      line.setLineStyle(factor == 0 ? SeriesLines.SOLID : SeriesLines.DASH_DASH);
    }
    figure(
        html,
        Svg.of(chart, WIDTH, HEIGHT),
        String.format(
            Locale.ROOT,
            "Bland-Altman plot of the volume of %s: mean difference %.2f ml, limits of agreement"
                + " %.2f to %.2f ml",
            region,
            mean,
            mean - LIMITS * deviation,
            mean + LIMITS * deviation));
  }

  private static void plain(AxesChartStyler style) {
    style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    style.setLegendVisible(false);
    style.setLocale(Locale.ROOT);
  }

  static void figure(Html html, Svg drawing, String alternative) {
    html.open("figure")
        .open("div", "role", "img", "aria-label", alternative)
        .drawing(drawing)
        .close()
        .element("figcaption", alternative, "class", "note")
        .close();
  }

  /** Refuses to go on where Java cannot draw text. */
  static void requireText() throws IOException {
    TrainingCurves.requireText();
  }
}
