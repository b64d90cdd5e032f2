package io.github.omnet.examples.curves;

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
  static final int WIDTH = 1200;

  private static final int PANEL_HEIGHT = 440;

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

  /** Tries it, so that what fails later fails for another reason. */
  private static void requireText() throws IOException {
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
    BufferedImage picture = new BufferedImage(WIDTH, 2 * PANEL_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      XYChart losses = LossPanel.of(metrics, last);
      losses.paint(graphics, WIDTH, PANEL_HEIGHT);
      graphics.translate(0, PANEL_HEIGHT);
      XYChart dice = DicePanel.of(metrics, last);
      dice.paint(graphics, WIDTH, PANEL_HEIGHT);
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
