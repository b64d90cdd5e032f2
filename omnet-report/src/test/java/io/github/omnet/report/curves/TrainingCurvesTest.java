package io.github.omnet.report.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.models.monitor.MetricsTable.Point;
import io.github.omnet.models.monitor.ScalarLog;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingCurvesTest {
  private static final List<String> COLUMNS =
      List.of("loss1", "loss2", "loss3", "diceWT", "diceTC", "diceET");

  @TempDir Path folder;

  /** Losses that fall and Dice that rises, of the first so many tasks and regions. */
  private BufferedImage picture(int iterations, int tasks, int regions) throws IOException {
    Path metrics = folder.resolve("metrics.csv");
    try (ScalarLog csv = ScalarLog.csv(metrics, COLUMNS, 0)) {
      for (int n = 1; n <= iterations; n++) {
        Map<String, Double> values = new HashMap<>();
        for (int task = 0; task < tasks; task++) {
          values.put("loss" + (task + 1), 0.2 * (task + 1) + 1.0 / n + 0.05 * (n % 3));
        }
        for (int region = 0; region < regions && n % 10 == 0; region++) {
          values.put(COLUMNS.get(3 + region), 0.9 - 0.2 * region - 1.0 / n);
        }
        csv.write(n, values);
      }
    }
    Path png = folder.resolve("curves.png");
    TrainingCurves.write(metrics, png);
    return ImageIO.read(png.toFile());
  }

  /** Pixels of exactly that colour in the upper (0) or lower (1) panel. */
  private static long pixels(BufferedImage picture, int panel, Color color) {
    int half = picture.getHeight() / 2;
    return IntStream.range(0, picture.getWidth() * half)
        .filter(
            n ->
                picture.getRGB(n % picture.getWidth(), panel * half + n / picture.getWidth())
                    == color.getRGB())
        .count();
  }

  @Test
  void everyTaskAndRegionIsALineOfItsColourInItsPanel() throws IOException {
    BufferedImage picture = picture(200, 3, 3);
    assertThat(picture.getWidth()).isEqualTo(1200);
    for (Color color : Panels.COLORS) {
      // More than the key of the legend, 25 x 3 pixels, and a line across the panel.
      assertThat(pixels(picture, 0, color)).as("loss, %s", color).isGreaterThan(1000);
      assertThat(pixels(picture, 1, color)).as("Dice, %s", color).isGreaterThan(1000);
    }
  }

  @Test
  void whatWasNotMeasuredIsNotDrawn() throws IOException {
    BufferedImage picture = picture(200, 1, 2);
    assertThat(pixels(picture, 0, Panels.COLORS.get(0))).isGreaterThan(1000);
    assertThat(pixels(picture, 0, Panels.COLORS.get(1))).isZero();
    assertThat(pixels(picture, 1, Panels.COLORS.get(1))).isGreaterThan(1000);
    assertThat(pixels(picture, 1, Panels.COLORS.get(2))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 11})
  void theFirstIterationsCanBeDrawnAlready(int iterations) throws IOException {
    BufferedImage picture = picture(iterations, 2, 3);
    assertThat(pixels(picture, 0, Color.WHITE)).isGreaterThan(1200 * 200);
    boolean lines = iterations > 1;
    assertThat(pixels(picture, 0, Panels.COLORS.get(0)) > 200).isEqualTo(lines);
  }

  @Test
  void aSmoothedLineLagsNeitherWay() {
    List<Point> ramp = IntStream.range(0, 1600).mapToObj(n -> new Point(n, n)).toList();
    Point middle = LossPanel.smoothed(ramp).get(800);
    assertThat(middle.value()).isCloseTo(800, Offset.offset(1e-3));
    assertThat(middle.iteration()).isEqualTo(800);
  }

  @Test
  void aSmoothedLineHasTheMeanOfTheNoiseAtItsEndsToo() {
    List<Point> noise = IntStream.range(0, 1600).mapToObj(n -> new Point(n, n % 2)).toList();
    for (int n : new int[] {0, 800, 1599}) {
      assertThat(LossPanel.smoothed(noise).get(n).value()).isCloseTo(0.5, Offset.offset(0.1));
    }
  }

  @Test
  void anOldPictureStaysIfTheTableCannotBeRead() throws IOException {
    Path png = Files.writeString(folder.resolve("curves.png"), "old");
    assertThatThrownBy(() -> TrainingCurves.write(folder.resolve("none.csv"), png))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(png).hasContent("old");
  }
}
