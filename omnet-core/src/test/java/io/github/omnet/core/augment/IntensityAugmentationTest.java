package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields, low resolution and the distributions of the few-subjects recipe. */
class IntensityAugmentationTest {
  @Test
  void aFieldIsSmoothAndHasItsDeviation() {
    Shape shape = new Shape(31, 31, 31);
    double squares = 0;
    double steepest = 0;
    int fields = 60;
    for (int seed = 0; seed < fields; seed++) {
      float[] images = new float[shape.voxels()];
      Arrays.fill(images, 100);
      new AdditiveField(seed, 0.35).apply(Block.of(images, 0, 1, shape));
      // At the corners of the block lie control points.
      squares += Math.pow(images[0] - 100, 2);
      for (int n = 1; n < 31; n++) {
        steepest = Math.max(steepest, Math.abs(images[n] - images[n - 1]));
      }
    }
    assertThat(Math.sqrt(squares / fields)).isCloseTo(0.35, within(0.08));
    assertThat(steepest).isLessThan(0.35 * 8 / 10);
  }

  @Test
  void channelsGetFieldsOfTheirOwn() {
    Shape shape = new Shape(4, 4, 4);
    float[] images = new float[2 * 64];
    Arrays.fill(images, 1);
    new AdditiveField(3, 0.5).apply(Block.of(images, 0, 2, shape));
    assertThat(images[0]).isNotEqualTo(images[64]);
    // Four voxels along each axis are the four control points.
    assertThat(images[0] - 1)
        .isCloseTo((float) (0.5 * CounterRandom.of(3, 0).nextGaussian()), within(1e-6f));
  }

  @Test
  void cellsAreAveragedAndReadBackLinearly() {
    float[] line = {1, 3, 5, 7, 0, 0, 9, 9};
    new LowResolution(0, List.of(2.0)).apply(Block.of(line, 0, 1, new Shape(8, 1, 1)));
    // Cells 2, 6, nothing, 9; middles at 0.5, 2.5, 4.5, 6.5.
    assertThat(line).containsExactly(new float[] {2, 3, 5, 6, 0, 0, 9, 9}, within(1e-6f));
  }

  @Test
  void lowResolutionLeavesOtherAxesAndChannelsAlone() {
    Shape shape = new Shape(2, 2, 4);
    float[] images = new float[2 * 16];
    for (int n = 0; n < images.length; n++) {
      images[n] = 1 + n;
    }
    float[] before = images.clone();
    new LowResolution(2, List.of(1.0, 4.0)).apply(Block.of(images, 0, 2, shape));
    assertThat(Arrays.copyOf(images, 16)).isEqualTo(Arrays.copyOf(before, 16));
    // All four slices become their mean, column by column.
    for (int n = 0; n < 16; n++) {
      assertThat(images[16 + n]).isEqualTo(17 + n % 4 + 6);
    }
  }

  @Test
  void drawnChangesStayWithinTheirBounds() {
    Shape shape = new Shape(48, 48, 48);
    double squares = 0;
    int mirrored = 0;
    for (int n = 0; n < 1000; n++) {
      CounterRandom random = CounterRandom.of(7, n);
      SpatialWarp warp =
          (SpatialWarp) RandomAugmentations.spatial(15, 0.25, 0.08, 12, 3).draw(random, 4, shape);
      assertThat(warp.degreesX()).isBetween(-15.0, 15.0);
      assertThat(warp.scaleY()).isBetween(0.75 * 0.92, 1.25 * 1.08);
      assertThat(warp.scaleX() / warp.scaleZ()).isBetween(0.92 / 1.08, 1.08 / 0.92);
      mirrored += warp.mirrored() ? 1 : 0;
      ScaleShift moved =
          (ScaleShift) RandomAugmentations.normalScaleShift(0.15, 0.2).draw(random, 4, shape);
      assertThat(moved.scales()).hasSize(4).allMatch(s -> s >= 0.55 && s <= 1.45);
      squares += Math.pow(moved.shifts().get(2), 2);
      TumorContrast contrast =
          (TumorContrast) RandomAugmentations.tumorContrast(0.35, 1.25, 1).draw(random, 4, shape);
      assertThat(contrast.factors()).hasSize(4).allMatch(f -> f >= 0.35 && f < 1.25);
      assertThat(contrast.factors().stream().distinct()).hasSize(1);
      LowResolution low =
          (LowResolution) RandomAugmentations.lowResolution(2).draw(random, 4, shape);
      assertThat(low.factors()).hasSize(4).allMatch(f -> f >= 1 && f <= 2);
    }
    assertThat(mirrored).isBetween(420, 580);
    assertThat(Math.sqrt(squares / 1000)).isCloseTo(0.2, within(0.02));
  }
}
