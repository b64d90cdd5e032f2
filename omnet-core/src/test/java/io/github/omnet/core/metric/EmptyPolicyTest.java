package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyPolicyTest {
  private static final Grid BRATS = Grid.isotropic(new Shape(240, 240, 155));

  private static Mask mask(boolean some) {
    boolean[] data = new boolean[BRATS.shape().voxels()];
    data[12345] = some;
    return Mask.wrap(BRATS, data);
  }

  @ParameterizedTest
  @CsvSource({
    // policy, prediction, reference: dice, sensitivity, hd, volume difference
    "NAN, false, false, NaN, NaN, NaN, NaN",
    "NAN, true, false, 0, NaN, NaN, NaN",
    "NAN, false, true, 0, 0, NaN, -1",
    "NAN, true, true, 1, 1, 0, 0",
    "BRATS, false, false, 1, 1, 0, 0",
    "BRATS, true, false, 0, 0, 373.1287, NaN",
    "BRATS, false, true, 0, 0, 373.1287, -1",
    "BRATS, true, true, 1, 1, 0, 0",
    "ZERO_ONE, false, false, 1, 1, NaN, NaN",
    "ZERO_ONE, true, false, 0, 0, NaN, NaN",
    "ZERO_ONE, true, true, 1, 1, 0, 0",
  })
  void says_what_metrics_of_empty_masks_are(
      EmptyPolicy policy,
      boolean prediction,
      boolean reference,
      double dice,
      double sensitivity,
      double hd,
      double volumeDifference) {
    Comparison pair = Comparison.of(mask(prediction), mask(reference));
    assertSame(policy.apply(Overlap.DICE, pair), dice);
    assertSame(policy.apply(Overlap.SENSITIVITY, pair), sensitivity);
    assertSame(policy.apply(Hausdorff.HD, pair), hd);
    assertSame(policy.apply(Overlap.VOLUME_DIFFERENCE, pair), volumeDifference);
  }

  @Test
  void an_empty_pair_has_no_distances_to_offer() {
    assertThat(Comparison.of(mask(false), mask(true)).voxelBorder().isEmpty()).isTrue();
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-4));
    }
  }
}
