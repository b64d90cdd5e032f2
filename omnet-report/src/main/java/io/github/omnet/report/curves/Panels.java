package io.github.omnet.report.curves;

import io.github.omnet.models.monitor.MetricsTable.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What both panels look like. */
final class Panels {
  /** Okabe and Ito's blue, vermilion and green: told apart by colour-blind readers, too. */
  static final List<Color> COLORS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73));

  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final float STROKE = 2.4f;
  private static final int FAINT = 88;
  private static final int MOST_POINTS = 1000;

  /** A tick right at the end of an axis is left out; so the axis ends this share behind it. */
  private static final double EDGE = 1e-6;

  /** And this share behind the last iteration, for the marks on it. */
  private static final double ROOM = 0.006;

  private Panels() {}

  /**
   * A panel without curves.
   *
   * @param yTitle title of the vertical axis, with its unit
   * @param lastIteration end of the horizontal axis, which begins at 0
   * @param highest end of the vertical axis, which begins at 0
   */
  static XYChart empty(String yTitle, double lastIteration, double highest) {
    XYChart chart = new XYChartBuilder().xAxisTitle("Iteration").yAxisTitle(yTitle).build();
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setXAxisMin(-EDGE * lastIteration).setXAxisMax((1 + ROOM) * lastIteration);
    style.setYAxisMin(-EDGE * highest).setYAxisMax((1 + EDGE) * highest);
    style.setXAxisDecimalPattern("#,##0").setYAxisDecimalPattern("0.0#");
    style.setXAxisTickMarkSpacingHint(110).setYAxisTickMarkSpacingHint(48);
    style.setAxisTickLabelsFont(font(Font.PLAIN, 15)).setAxisTitleFont(font(Font.PLAIN, 17));
    style.setAxisTickLabelsColor(INK).setAxisTickMarksColor(INK);
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false).setAxisTicksMarksVisible(false);
    style.setPlotMargin(0).setYAxisLeftWidthHint(90);
    style.setPlotContentSize(1).setChartTitleVisible(false);
    style.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(28);
    style.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    style.setLegendFont(font(Font.PLAIN, 15)).setLegendBorderColor(Color.WHITE);
    style.setLegendPadding(14);
    style.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    unevenSpacing(chart, lastIteration);
    return chart;
  }

  /**
   * XChart labels equally spaced numbers at some of them, such as every 174th; round numbers only
   * if the spacing is uneven. Nor does it draw a chart without a series. So this invisible one.
   */
  private static void unevenSpacing(XYChart chart, double lastIteration) {
    double[] x = {0, lastIteration * Math.sqrt(0.5), lastIteration};
    XYSeries series = chart.addSeries("none", x, new double[x.length]);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(SeriesLines.NONE);
    series.setShowInLegend(false);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static void line(XYChart chart, String name, List<Point> points, int color) {
    if (!points.isEmpty()) {
      add(chart, name, points, COLORS.get(color), STROKE);
    }
  }

  static void markedLine(XYChart chart, String name, List<Point> points, int color) {
    if (!points.isEmpty()) {
      XYSeries series = add(chart, name, points, COLORS.get(color), STROKE);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLORS.get(color));
    }
  }

  static void faintLine(XYChart chart, String name, List<Point> points, int color) {
    if (!points.isEmpty()) {
      Color full = COLORS.get(color);
      Color faint = new Color(full.getRed(), full.getGreen(), full.getBlue(), FAINT);
      add(chart, name, points, faint, 1).setShowInLegend(false);
    }
  }

  private static XYSeries add(
      XYChart chart, String name, List<Point> all, Color color, float width) {
    List<Point> points = thinned(all);
    double[] x = points.stream().mapToDouble(Point::iteration).toArray();
    double[] y = points.stream().mapToDouble(Point::value).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
  }

  /** About as many points as the picture can show; more would only run into one another. */
  private static List<Point> thinned(List<Point> points) {
    int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    int last = points.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(n -> n % step == 0 || n == last)
        .mapToObj(points::get)
        .toList();
  }
}
