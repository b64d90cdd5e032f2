package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpatialWarpTest {
  private static final Shape SHAPE = new Shape(11, 9, 8);
  private static final int CHANNELS = 2;

  private static SpatialWarp rigid(double x, double y, double z, double scale, boolean mirrored) {
    return new SpatialWarp(x, y, z, scale, scale, scale, mirrored, 0, 8, 0);
  }

  static List<SpatialWarp> warps() {
    return List.of(
        rigid(0, 0, 0, 1, false),
        rigid(0, 0, 0, 1, true),
        rigid(15, -8, 12, 1, false),
        rigid(3, 15, -15, 0.75, true),
        new SpatialWarp(-9, 2, 7, 1.3, 0.8, 1.1, true, 3, 8, 0),
        new SpatialWarp(5, 5, 5, 0.9, 1.2, 1, false, 3, 4, 1.5));
  }

  /** Two channels with background here and there, and labels. */
  private static Block block(Shape shape, double background) {
    CounterRandom random = CounterRandom.of(2, 3);
    float[] images = new float[CHANNELS * shape.voxels()];
    byte[] labels = new byte[shape.voxels()];
    for (int n = 0; n < images.length; n++) {
      images[n] = random.chance(background) ? 0 : (float) random.uniform(1, 3);
    }
    for (int n = 0; n < labels.length; n++) {
      labels[n] = (byte) random.nextInt(4);
    }
    return Block.of(images, 0, CHANNELS, shape).withLabels(labels, 0);
  }

  /** Where a voxel comes from, by matrices. */
  private static double[] source(SpatialWarp w, Shape s, int i, int j, int k) {
    double x = (s.x() - 1) / 2.0;
    double y = (s.y() - 1) / 2.0;
    double z = (s.z() - 1) / 2.0;
    Affine scale =
        Affine.ofRowMajor(
            (w.mirrored() ? -1 : 1) * w.scaleX(),
            0,
            0,
            0,
            0,
            w.scaleY(),
            0,
            0,
            0,
            0,
            w.scaleZ(),
            0);
    double[] p =
        Affine.ofRowMajor(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z)
            .multiply(turn(2, w.degreesZ()))
            .multiply(turn(1, w.degreesY()))
            .multiply(turn(0, w.degreesX()))
            .multiply(scale)
            .multiply(Affine.ofRowMajor(1, 0, 0, -x, 0, 1, 0, -y, 0, 0, 1, -z))
            .inverse()
            .apply(i, j, k);
    if (w.displacement() > 0) {
      // What the bending adds is how it moves a ramp along each axis, which the elastic warp tells.
      ControlPoints bend = new ControlPoints(s, w.spacing(), w.seed(), w.displacement());
      double[][] row = new double[3][s.x()];
      bend.addRow(j, k, row);
      for (int a = 0; a < 3; a++) {
        p[a] += row[a][i];
      }
    }
    return p;
  }

  private static Affine turn(int axis, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    return switch (axis) {
      case 0 -> Affine.ofRowMajor(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
      case 1 -> Affine.ofRowMajor(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
      default -> Affine.ofRowMajor(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
    };
  }

  /** Weighs every voxel of the block, as the definition reads. */
  private static double slow(float[] image, int start, Shape s, double[] p) {
    int[] near = nearest(p);
    if (!s.contains(near[0], near[1], near[2])
        || image[start + s.index(near[0], near[1], near[2])] == 0) {
      return 0;
    }
    double sum = 0;
    double weight = 0;
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        for (int i = 0; i < s.x(); i++) {
          double w = hat(p[0] - i) * hat(p[1] - j) * hat(p[2] - k);
          double value = image[start + s.index(i, j, k)];
          sum += w * value;
          weight += value == 0 ? 0 : w;
        }
      }
    }
    return sum / weight;
  }

  private static double hat(double distance) {
    return Math.max(0, 1 - Math.abs(distance));
  }

  private static int[] nearest(double[] p) {
    return Arrays.stream(p).mapToInt(v -> (int) Math.floor(v + 0.5)).toArray();
  }

  @ParameterizedTest
  @MethodSource("warps")
  void everyVoxelIsThatOfTheDefinition(SpatialWarp warp) {
    Block before = block(SHAPE, 0.2);
    Block after = block(SHAPE, 0.2);
    warp.apply(after);
    int compared = 0;
    for (int k = 0; k < SHAPE.z(); k++) {
      for (int j = 0; j < SHAPE.y(); j++) {
        for (int i = 0; i < SHAPE.x(); i++) {
          double[] p = source(warp, SHAPE, i, j, k);
          int[] near = nearest(p);
          boolean tie =
              Arrays.stream(p).anyMatch(v -> Math.abs(v + 0.5 - Math.rint(v + 0.5)) < 1e-6);
          if (tie) {
            continue;
          }
          compared++;
          int n = SHAPE.index(i, j, k);
          for (int c = 0; c < CHANNELS; c++) {
            double expected = slow(before.images(), before.start(c), SHAPE, p);
            assertThat((double) after.images()[after.start(c) + n])
                .isCloseTo(expected, within(1e-5));
          }
          int label =
              SHAPE.contains(near[0], near[1], near[2])
                  ? before.labels()[SHAPE.index(near[0], near[1], near[2])]
                  : 0;
          assertThat((int) after.labels()[n]).isEqualTo(label);
        }
      }
    }
    assertThat(compared).isGreaterThan(SHAPE.voxels() / 2);
  }

  @Test
  void nothingIsChangedWithoutAMove() {
    Block before = block(SHAPE, 0.2);
    Block after = block(SHAPE, 0.2);
    rigid(0, 0, 0, 1, false).apply(after);
    assertThat(after.images()).isEqualTo(before.images());
    assertThat(after.labels()).isEqualTo(before.labels());
  }

  @Test
  void aMirrorIsAFlipAlongX() {
    Block flipped = block(SHAPE, 0.2);
    Block mirrored = block(SHAPE, 0.2);
    new Flip(true, false, false).apply(flipped);
    rigid(0, 0, 0, 1, true).apply(mirrored);
    assertThat(mirrored.images()).isEqualTo(flipped.images());
    assertThat(mirrored.labels()).isEqualTo(flipped.labels());
  }

  @Test
  void aRotationTurnsAsTheAffineWarpDoes() {
    Block affine = block(SHAPE, 0);
    Block spatial = block(SHAPE, 0);
    new AffineWarp(4, -3, 6, 1.5, 0, 0, 0).apply(affine);
    rigid(4, -3, 6, 1.5, false).apply(spatial);
    assertThat(spatial.images()).containsExactly(affine.images(), within(1e-4f));
    assertThat(spatial.labels()).isEqualTo(affine.labels());
  }

  @Test
  void aBendIsThatOfTheElasticWarp() {
    Shape shape = new Shape(16, 16, 16);
    Block elastic = block(shape, 0);
    Block spatial = block(shape, 0);
    new ElasticWarp(5, 6, 2).apply(elastic);
    new SpatialWarp(0, 0, 0, 1, 1, 1, false, 5, 6, 2).apply(spatial);
    for (int k = 2; k < 14; k++) {
      for (int j = 2; j < 14; j++) {
        for (int i = 2; i < 14; i++) {
          int n = shape.index(i, j, k);
          assertThat(spatial.images()[n]).isCloseTo(elastic.images()[n], within(1e-4f));
        }
      }
    }
    assertThat(spatial.images()).isNotEqualTo(block(shape, 0).images());
  }

  @ParameterizedTest
  @MethodSource("warps")
  void theMiddleAloneIsTheMiddleOfTheWhole(SpatialWarp warp) {
    int margin = warp.margin(SHAPE);
    Shape wide = new Shape(SHAPE.x() + 2 * margin, SHAPE.y() + 2 * margin, SHAPE.z() + 2 * margin);
    Block whole = block(wide, 0.1);
    warp.apply(whole);
    Block expected = whole.middle(margin);
    Block middle = warp.applyAndCut(block(wide, 0.1), margin);
    assertThat(middle.shape()).isEqualTo(SHAPE);
    assertThat(middle.images()).containsExactly(expected.copy().images(), within(1e-5f));
    assertThat(middle.labels()).isEqualTo(expected.copy().labels());
  }

  @ParameterizedTest
  @MethodSource("warps")
  void withItsMarginNoCornerIsEmpty(SpatialWarp warp) {
    int margin = warp.margin(SHAPE);
    Shape wide = new Shape(SHAPE.x() + 2 * margin, SHAPE.y() + 2 * margin, SHAPE.z() + 2 * margin);
    for (float value : warp.applyAndCut(block(wide, 0), margin).images()) {
      assertThat(value).isNotZero();
    }
  }

  @Test
  void aSequenceGivesEachStepItsMargin() {
    AugmentationSequence both =
        new AugmentationSequence(
            List.of(rigid(10, 0, 5, 0.8, false), new Blur(0.5), new Noise(1, 0.1)));
    int margin = both.margin(SHAPE);
    int blur = new Blur(0.5).margin(SHAPE);
    Shape blurred = new Shape(SHAPE.x() + 2 * blur, SHAPE.y() + 2 * blur, SHAPE.z() + 2 * blur);
    assertThat(margin).isEqualTo(blur + rigid(10, 0, 5, 0.8, false).margin(blurred));
    // One voxel more than is needed is cut off too.
    int side = 2 * (margin + 1);
    Shape wide = new Shape(SHAPE.x() + side, SHAPE.y() + side, SHAPE.z() + side);
    Block result = both.applyAndCut(block(wide, 0), margin + 1);
    assertThat(result.shape()).isEqualTo(SHAPE);
    Block byHand = rigid(10, 0, 5, 0.8, false).applyAndCut(block(wide, 0), margin + 1 - blur);
    byHand = new Blur(0.5).applyAndCut(byHand, blur);
    new Noise(1, 0.1).apply(byHand);
    assertThat(result.copy().images()).isEqualTo(byHand.copy().images());
  }

  @Test
  void aRimIsNotMixedWithBackground() {
    Shape shape = new Shape(8, 1, 1);
    float[] line = {0, 0, 0, 2, 2, 2, 2, 2};
    new SpatialWarp(0, 0, 0, 0.9, 1, 1, false, 0, 8, 0).apply(Block.of(line, 0, 1, shape));
    for (float value : line) {
      assertThat(value == 0 || Math.abs(value - 2) < 1e-6).isTrue();
    }
    assertThat(line[1]).isZero();
    assertThat(line[4]).isEqualTo(2);
  }
}
