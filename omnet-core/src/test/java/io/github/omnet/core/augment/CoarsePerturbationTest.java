package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoarsePerturbationTest {
  private static final Shape SHAPE = new Shape(20, 18, 16);
  private static final int VOXELS = SHAPE.voxels();
  private static final RandomAugmentation KIND = RandomAugmentations.coarse(8, 8, 3, 2);
  private static final CoarsePerturbation NONE = CoarsePerturbation.none(8);

  /** An image, a channel that is neither, and the probabilities of balls within balls. */
  private static Block block(Shape shape) {
    int voxels = shape.voxels();
    float[] values = new float[5 * voxels];
    byte[] labels = new byte[voxels];
    CounterRandom random = CounterRandom.of(6, 1);
    for (int k = 0; k < shape.z(); k++) {
      for (int j = 0; j < shape.y(); j++) {
        for (int i = 0; i < shape.x(); i++) {
          int n = shape.index(i, j, k);
          double r =
              Math.sqrt(
                  Math.pow(i - shape.x() / 2, 2)
                      + Math.pow(j - shape.y() / 2, 2)
                      + Math.pow(k - shape.z() / 2, 2));
          values[n] = (float) random.nextGaussian();
          values[voxels + n] = (float) random.nextGaussian();
          for (int region = 0; region < 3; region++) {
            values[(2 + region) * voxels + n] =
                (float) Math.min(Math.max((6 - region - r) / 4, 0), 1);
          }
          labels[n] = (byte) (r < 5 ? 1 : 0);
        }
      }
    }
    return Block.of(values, 0, 5, shape)
        .withIntensityChannels(1)
        .withCoarse(2, 3, 4)
        .withLabels(labels, 0);
  }

  private static Block after(Augmentation augmentation) {
    Block block = block(SHAPE);
    augmentation.apply(block);
    return block;
  }

  private static float[] region(Block block, int region) {
    int start = block.start(2 + region);
    return Arrays.copyOfRange(block.images(), start, start + block.shape().voxels());
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  static Stream<Augmentation> drawn() {
    return Stream.iterate(0L, n -> n + 1)
        .limit(60)
        .map(n -> KIND.draw(CounterRandom.of(3, n), 1, SHAPE));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void onlyTheCoarseChannelsChangeAndTheyStayNestedProbabilities(Augmentation augmentation) {
    Block before = block(SHAPE);
    Block after = after(augmentation);
    assertThat(Arrays.copyOf(after.images(), 2 * VOXELS))
        .isEqualTo(Arrays.copyOf(before.images(), 2 * VOXELS));
    assertThat(after.labels()).isEqualTo(before.labels());
    assertThat(region(after, 2)).isNotEqualTo(region(before, 2));
    for (int n = 0; n < VOXELS; n++) {
      float wt = region(after, 0)[n];
      float tc = region(after, 1)[n];
      float et = region(after, 2)[n];
      if (!(wt <= 1 && wt >= tc && tc >= et && et >= 0)) {
        assertThat(new float[] {wt, tc, et}).as("voxel %d", n).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void theTextReplaysTheSameVoxels(Augmentation augmentation) {
    Augmentation replayed = Augmentations.parse(augmentation.describe());
    assertThat(replayed).isEqualTo(augmentation);
    assertThat(after(replayed).images()).isEqualTo(after(augmentation).images());
  }

  @Test
  void fiveKindsAreDrawnEquallyOften() {
    Map<String, Integer> kinds = new HashMap<>();
    for (long n = 0; n < 4000; n++) {
      CoarsePerturbation drawn = (CoarsePerturbation) KIND.draw(CounterRandom.of(9, n), 4, SHAPE);
      String kind =
          drawn.gains().contains(0.0)
              ? "missing"
              : drawn.gains().get(0) != 1
                  ? "weaker"
                  : drawn.odds() != 1 ? "odds" : drawn.sigma() != 0 ? "blur" : "shift";
      kinds.merge(kind, 1, Integer::sum);
      assertThat(drawn.odds()).isBetween(1 / 8.0 - 1e-12, 8 + 1e-12);
      assertThat(drawn.displacement()).isBetween(0.0, 3.0);
    }
    assertThat(kinds).hasSize(5);
    // Six standard deviations about a fifth.
    assertThat(kinds.values()).allSatisfy(times -> assertThat(times).isBetween(648, 952));
  }

  @Test
  void whatIsNotFoundIsZeroAndWhatLiesAroundItStays() {
    Block all = after(NONE.without(0));
    assertThat(sum(region(all, 0)) + sum(region(all, 1)) + sum(region(all, 2))).isZero();
    Block core = after(NONE.without(1));
    assertThat(region(core, 0)).isEqualTo(region(block(SHAPE), 0));
    assertThat(sum(region(core, 1)) + sum(region(core, 2))).isZero();
  }

  @Test
  void oddsMoveTheDoubtfulAndLeaveTheCertain() {
    float[] values = {0, 0.1f, 0.5f, 0.9f, 1};
    Shape line = new Shape(5, 1, 1);
    float[] images = new float[20];
    for (int c = 1; c < 4; c++) {
      System.arraycopy(values, 0, images, 5 * c, 5);
    }
    Block block = Block.of(images, 0, 4, line).withIntensityChannels(1).withCoarse(1, 2, 3);
    NONE.withOdds(9).apply(block);
    // 0.1 has the odds 1 to 9, 0.9 those of 9 to 1.
    assertThat(Arrays.copyOfRange(images, 5, 10))
        .containsExactly(new float[] {0, 0.5f, 0.9f, 81 / 82f, 1}, within(1e-6f));
    NONE.times(0.5).apply(block);
    assertThat(Arrays.copyOfRange(images, 15, 20))
        .containsExactly(new float[] {0, 0.25f, 0.45f, 81 / 164f, 0.5f}, within(1e-6f));
  }

  @Test
  void aShiftMovesTheFindingAgainstTheImages() {
    Block before = block(SHAPE);
    Block after = after(NONE.shifted(5, 3));
    double moved = 0;
    for (int n = 0; n < VOXELS; n++) {
      moved += Math.abs(region(after, 0)[n] - region(before, 0)[n]);
    }
    assertThat(moved).isGreaterThan(0.1 * sum(region(before, 0)));
    // It is bent, not made larger or smaller by much.
    assertThat(sum(region(after, 0)) / sum(region(before, 0))).isBetween(0.6, 1.6);
  }

  @Test
  void aBlurSpreadsIntoWhatWasZeroAndKeepsTheSum() {
    Block after = after(NONE.blurred(1));
    float[] before = region(block(SHAPE), 2);
    int spread = 0;
    for (int n = 0; n < VOXELS; n++) {
      spread += before[n] == 0 && region(after, 2)[n] > 0 ? 1 : 0;
    }
    assertThat(spread).isPositive();
    assertThat(sum(region(after, 2))).isCloseTo(sum(before), within(0.01 * sum(before)));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void patchesGetWhatALargerBlockWouldHave(Augmentation augmentation) {
    int margin = augmentation.margin(SHAPE);
    Shape larger =
        new Shape(SHAPE.x() + 2 * margin, SHAPE.y() + 2 * margin, SHAPE.z() + 2 * margin);
    Shape largest = new Shape(larger.x() + 4, larger.y() + 4, larger.z() + 4);
    Block fromLarger = augmentation.applyAndCut(block(larger), margin);
    Block fromLargest = augmentation.applyAndCut(block(largest), margin + 2);
    for (int region = 0; region < 3; region++) {
      assertThat(region(fromLarger, region))
          .containsExactly(region(fromLargest, region), within(1e-5f));
    }
  }

  @Test
  void blocksWithoutACoarseNetworkStayAsTheyAre() {
    float[] images = block(SHAPE).images();
    NONE.without(0).apply(Block.of(images, 0, 5, SHAPE).withIntensityChannels(2));
    assertThat(images).isEqualTo(block(SHAPE).images());
  }

  @Test
  void coarseChannelsAreNoImages() {
    Block block = Block.of(new float[5 * VOXELS], 0, 5, SHAPE).withIntensityChannels(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> block.withCoarse(1, 2, 3))
        .withMessageContaining("channel 1");
    assertThatIllegalArgumentException().isThrownBy(() -> block.withCoarse(3, 4, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coarse(gains=1 1, odds=1, seed=0, spacing=8, displacement=0, sigma=0)",
        "coarse(gains=1 1 1.1, odds=1, seed=0, spacing=8, displacement=0, sigma=0)",
        "coarse(gains=1 1 1, odds=0, seed=0, spacing=8, displacement=0, sigma=0)",
        "coarse(gains=1 1 1, odds=1, seed=0, spacing=8, displacement=4, sigma=0)",
        "coarse(gains=1 1 1, odds=1, seed=0, spacing=8, displacement=0, sigma=-1)",
        "coarse(gains=1 1 1, odds=1)"
      })
  void whatCannotBeIsRefused(String text) {
    assertThatExceptionOfType(OmnetException.class)
        .isThrownBy(() -> Augmentations.parse(text))
        .withMessageContaining("coarse");
  }

  @Test
  void changesOfIntensitiesLeaveTheProbabilitiesAlone() {
    for (Augmentation augmentation :
        List.of(
            new ScaleShift(List.of(1.5), List.of(0.4)),
            new Gamma(List.of(1.4)),
            new Noise(3, 0.5),
            new AdditiveField(4, 0.5),
            new BiasField(5, 0.3, -4),
            new Blur(1.5),
            new LowResolution(1, List.of(2.0)),
            new ModalityDropout(0),
            new TumorContrast(List.of(0.4), 1))) {
      Block after = after(augmentation);
      assertThat(Arrays.copyOf(after.images(), VOXELS))
          .as(augmentation.describe())
          .isNotEqualTo(Arrays.copyOf(block(SHAPE).images(), VOXELS));
      for (int region = 0; region < 3; region++) {
        assertThat(region(after, region))
            .as(augmentation.describe())
            .isEqualTo(region(block(SHAPE), region));
      }
    }
  }
}
