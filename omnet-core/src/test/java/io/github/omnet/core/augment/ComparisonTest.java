package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that compare an image with its mirror image, under changes of intensities. */
class ComparisonTest {
  private static final Shape SHAPE = new Shape(9, 8, 7);
  private static final int VOXELS = SHAPE.voxels();
  private static final int IMAGES = 2;

  /** Two images, a channel that compares the second one, and one of another kind. */
  private final float[] values = new float[4 * VOXELS];

  private final byte[] labels = new byte[VOXELS];
  private final float[] mirror = new float[VOXELS];
  private final Block block;

  ComparisonTest() {
    Random random = new Random(3);
    for (int n = 0; n < VOXELS; n++) {
      boolean brain = random.nextInt(5) > 0;
      mirror[n] = (float) random.nextGaussian();
      values[n] = brain ? (float) random.nextGaussian() : 0;
      values[VOXELS + n] = brain ? (float) random.nextGaussian() : 0;
      values[2 * VOXELS + n] = brain ? values[VOXELS + n] - mirror[n] : 0;
      values[3 * VOXELS + n] = random.nextFloat();
      labels[n] = (byte) (brain && random.nextInt(4) == 0 ? 2 : 0);
    }
    block =
        Block.of(values, 0, 4, SHAPE)
            .withIntensityChannels(IMAGES)
            .withComparisons(Block.NONE, 2)
            .withLabels(labels, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise(seed=4, deviation=0.3)",
        "tumorContrast(factors=0.4 0.4, sigma=1)",
        "field(seed=5, deviation=0.5)",
        "biasField(seed=6, magnitude=0.2, noSignal=-4)",
        "blur(sigma=0.8)",
        "lowResolution(axis=z, factors=2 2)"
      })
  void whatChangesOneSideChangesTheComparisonByAsMuch(String text) {
    float[] before = values.clone();
    Augmentations.parse(text).apply(block);
    double moved = 0;
    for (int n = 0; n < VOXELS; n++) {
      float change = values[VOXELS + n] - before[VOXELS + n];
      moved += Math.abs(change);
      assertThat(values[2 * VOXELS + n] - before[2 * VOXELS + n]).isEqualTo(change, within(1e-5f));
      assertThat(values[3 * VOXELS + n]).isEqualTo(before[3 * VOXELS + n]);
    }
    assertThat(moved).isGreaterThan(1);
  }

  @Test
  void aScaleAndAShiftChangeBothSides() {
    new ScaleShift(List.of(1.0, 1.5), List.of(0.0, 0.7)).apply(block);
    for (int n = 0; n < VOXELS; n++) {
      if (values[VOXELS + n] != 0) {
        float expected = values[VOXELS + n] - (1.5f * mirror[n] + 0.7f);
        assertThat(values[2 * VOXELS + n]).isEqualTo(expected, within(1e-5f));
      }
    }
  }

  @Test
  void gammaChangesBothSidesBetweenTheExtremesOfBoth() {
    values[VOXELS] = 0.25f;
    values[2 * VOXELS] = -20;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    float[] mirrors = new float[VOXELS];
    for (int n = 0; n < VOXELS; n++) {
      if (values[VOXELS + n] != 0) {
        mirrors[n] = values[VOXELS + n] - values[2 * VOXELS + n];
        low = Math.min(low, Math.min(values[VOXELS + n], mirrors[n]));
        high = Math.max(high, Math.max(values[VOXELS + n], mirrors[n]));
      }
    }
    assertThat(high).isEqualTo(20.25);
    float[] before = values.clone();
    new Gamma(List.of(1.0, 1.3)).apply(block);
    for (int n = 0; n < VOXELS; n++) {
      if (before[VOXELS + n] != 0) {
        double changed = gamma(before[VOXELS + n], low, high);
        assertThat((double) values[VOXELS + n]).isEqualTo(changed, within(1e-4));
        assertThat((double) values[2 * VOXELS + n])
            .isEqualTo(changed - gamma(mirrors[n], low, high), within(1e-4));
      }
    }
  }

  @Test
  void gammaTakesAMirroredTumorThatIsDarkerThanAnythingElse() {
    float[] more = Arrays.copyOf(values, 6 * VOXELS);
    Arrays.fill(more, 4 * VOXELS, 5 * VOXELS, 0.5f);
    Arrays.fill(more, 5 * VOXELS, 6 * VOXELS, -50);
    Block mirrored =
        Block.of(more, 0, 6, SHAPE)
            .withIntensityChannels(IMAGES)
            .withComparisons(Block.NONE, 2)
            .withMirroredTumor(4, Block.NONE, 5)
            .withLabels(labels, 0);
    new Gamma(List.of(1.0, 1.3)).apply(mirrored);
    new TumorContrast(List.of(0.4, 0.4), 1).apply(mirrored);
    for (float value : more) {
      assertThat(value).isFinite();
    }
  }

  private static double gamma(double value, double low, double high) {
    return low + (high - low) * Math.pow((value - low) / (high - low), 1.3);
  }

  @Test
  void aMissingModalityIsNotComparedEither() {
    new ModalityDropout(1).apply(block);
    for (int n = VOXELS; n < 3 * VOXELS; n++) {
      assertThat(values[n]).isZero();
    }
  }

  @Test
  void whatIsCutOutKeepsItsComparisons() {
    Block middle = block.middle(1);
    assertThat(middle.mirrors().comparison(0)).isEqualTo(Block.NONE);
    assertThat(middle.mirrors().comparison(1)).isEqualTo(2);
  }

  @Test
  void comparisonsAreChannelsBehindTheImages() {
    Block plain = Block.of(values, 0, 4, SHAPE).withIntensityChannels(IMAGES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.withComparisons(2))
        .withMessageContaining("for each of 2 images");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.withComparisons(1, 2))
        .withMessageContaining("channel 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.withComparisons(2, 4))
        .withMessageContaining("channel 4");
  }
}
