package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One task of two classes on 3 x 2 x 1 voxels of the fine level. */
class LevelMixTest {
  private static final Grid FINE = Grid.isotropic(new Shape(3, 2, 1));
  private static final Offset<Float> NEAR = within(1e-6f);

  /** The coarse level says 0.2 and 0.8 at x = 0 and 1, and has no voxel at x = 2. */
  private static ClassProbabilities coarse() {
    Grid grid = FINE.crop(new Box(0, 0, 0, new Shape(2, 2, 1)));
    return ClassProbabilities.wrap(
        grid, new float[][] {{0.2f, 0.2f, 0.2f, 0.2f}, {0.8f, 0.8f, 0.8f, 0.8f}});
  }

  private static Mask looked() {
    return Mask.wrap(FINE, new boolean[] {true, true, true, false, true, false});
  }

  private static float[][] mixed(double share, List<Volume> variances, float[]... channels) {
    new LevelMix(share, List.of(coarse()), variances)
        .before(looked(), (z, slices) -> assertThat(slices).isSameAs(channels))
        .accept(0, channels);
    return channels;
  }

  private static float[] row(double value) {
    float[] row = new float[6];
    Arrays.fill(row, (float) value);
    return row;
  }

  @Test
  void theLevelsAreAveragedWhereTheFineOneLooksAndTheCoarseOneIs() {
    float[][] both = mixed(0.25, List.of(), row(0.6), row(0.4));
    assertThat(both[0]).containsExactly(new float[] {0.5f, 0.5f, 0.6f, 0.6f, 0.5f, 0.6f}, NEAR);
    assertThat(both[1]).containsExactly(new float[] {0.5f, 0.5f, 0.4f, 0.4f, 0.5f, 0.4f}, NEAR);
  }

  @Test
  void theVarianceIsThatOfTheMembersOfBothLevels() {
    // Fine members 0.5 and 0.7 (variance 0.01 for each class), coarse ones 0.1 and 0.3.
    Volume variance = Volume.wrap(coarse().grid(), new float[] {0.02f, 0.02f, 0.02f, 0.02f});
    float[][] both = mixed(0.5, List.of(variance), row(0.6), row(0.4), row(0.02));
    // Of 0.5, 0.7, 0.1 and 0.3 the mean is 0.4 and the variance 0.05; of both classes 0.1.
    assertThat(both[0][0]).isCloseTo(0.4f, NEAR);
    assertThat(both[2]).containsExactly(new float[] {0.1f, 0.1f, 0.02f, 0.02f, 0.1f, 0.02f}, NEAR);
  }

  @Test
  void aSingleCoarseNetworkHasNoVarianceOfItsOwn() {
    float[][] both = mixed(1, List.of(), row(0.6), row(0.4), row(0.02));
    assertThat(both[2]).containsExactly(new float[] {0, 0, 0.02f, 0.02f, 0, 0.02f}, NEAR);
  }
}
