package io.github.omnet.report.curves;

import io.github.omnet.io.picture.Png;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.MetricsTable.Point;
import java.awt.AWTError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/**
 * Draws a training: above, the loss of each task, smoothed over its raw values; below, the Dice of
 * each region at the validations, over the same iterations.
 *
 * <p>It looks for the columns {@code loss1}, {@code loss2}, {@code loss3}, {@code diceWT}, {@code
 * diceTC} and {@code diceET}, and draws those it finds.
 */
public final class TrainingCurves {
  /** Width of the picture in pixels. */
  public static final int WIDTH = 1200;

  /** Height of one panel of it in pixels. */
  public static final int HEIGHT = 440;

  private static final SortedMap<String, String> VALUES =
      new TreeMap<>(
          Map.of(
              "gradientNorm", "Gradient norm (no unit)",
              "patchesPerSecond", "Patches per second",
              "rate", "Learning rate (no unit)"));

  private TrainingCurves() {}

  /**
   * Draws a table of metrics; also while the training still writes it.
   *
   * @param metrics written by {@link io.github.omnet.models.monitor.MetricsCsv}
   * @param png the picture; replaced if it exists, whole or not at all; its folder must exist
   * @throws IOException if the table cannot be read or the picture not drawn or written
   */
  public static void write(Path metrics, Path png) throws IOException {
    Png.write(draw(MetricsTable.read(metrics)), png);
  }

  /**
   * Draws a table of metrics. Needs no screen, but fonts, which the smallest Linux images lack.
   *
   * @param metrics the numbers of a training
   * @return an RGB picture
   * @throws IOException if this Java cannot draw text
   */
  public static BufferedImage draw(MetricsTable metrics) throws IOException {
    requireText();
    return drawn(metrics);
  }

  /**
   * One panel of a training.
   *
   * @param title what it shows
   * @param chart its drawing
   */
  public record Curve(String title, XYChart chart) {}

  /**
   * All panels of a training: losses, Dice, rate, gradient norm and speed, those that the table has
   * numbers of.
   *
   * @param metrics the numbers of a training
   * @return one or more panels
   * @throws IOException if this Java cannot draw text
   */
  public static List<Curve> curves(MetricsTable metrics) throws IOException {
    requireText();
    double last = lastIteration(metrics);
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("Loss of each task", LossPanel.of(metrics, last)));
    if (DicePanel.COLUMNS.stream().anyMatch(column -> !metrics.series(column).isEmpty())) {
      curves.add(new Curve("Dice in validation", DicePanel.of(metrics, last)));
    }
    VALUES.forEach(
        (column, title) -> {
          if (!metrics.series(column).isEmpty()) {
            String name = title.replaceFirst(" \\(.*", "");
            curves.add(new Curve(name, ValuePanel.of(metrics, column, title, last)));
          }
        });
    return curves;
  }

  /**
   * Tries to draw text, so that what fails later fails for another reason.
   *
   * @throws IOException if this Java cannot draw text, saying what to install
   */
  public static void requireText() throws IOException {
    try {
      BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = picture.createGraphics();
      new TextLayout("0", new Font(Font.SANS_SERIF, Font.PLAIN, 1), graphics.getFontRenderContext())
          .draw(graphics, 0, 0);
      graphics.dispose();
    } catch (InternalError | LinkageError | AWTError | RuntimeException e) {
      // What Java throws for want of fonts (from JDK 25 on a RuntimeException), of libfreetype or
      // of a screen. None is a reason for a training to fail.
      throw new IOException(
          "no curves: this Java cannot draw text; install fontconfig and a font, such as DejaVu,"
              + " and set java.awt.headless=true",
          e);
    }
  }

  private static BufferedImage drawn(MetricsTable metrics) {
    double last = lastIteration(metrics);
    BufferedImage picture = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      XYChart losses = LossPanel.of(metrics, last);
      losses.paint(graphics, WIDTH, HEIGHT);
      graphics.translate(0, HEIGHT);
      XYChart dice = DicePanel.of(metrics, last);
      dice.paint(graphics, WIDTH, HEIGHT);
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static double lastIteration(MetricsTable metrics) {
    return Stream.of(LossPanel.COLUMNS, DicePanel.COLUMNS)
        .flatMap(columns -> columns.stream())
        .flatMap(column -> metrics.series(column).stream())
        .mapToLong(Point::iteration)
        .max()
        .orElse(1);
  }
}
