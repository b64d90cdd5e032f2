package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.fixtures.RandomImages;
import org.junit.jupiter.api.Test;

class ZScoreTest {
  private static Volume row(float... values) {
    return Volume.wrap(Grid.isotropic(new Shape(values.length, 1, 1)), values);
  }

  @Test
  void byHandOverNonZeroVoxels() {
    // 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5.
    float[] z = ZScore.overNonZero().apply(row(0, 1, 3, 0, 5, 7)).data();
    float s = (float) Math.sqrt(5);
    assertThat(z).containsExactly(new float[] {0, -3 / s, -1 / s, 0, 1 / s, 3 / s}, within(1e-6f));
  }

  @Test
  void everyModalityOfASubjectHasMeanZeroAndDeviationOneOverItsBrain() {
    Subject subject = Phantom.subject(new Shape(40, 30, 20));
    Subject normalised = ZScore.overNonZero().apply(subject);
    boolean[] brain = subject.brain().data();
    for (Modality modality : Modality.values()) {
      float[] z = normalised.volume(modality).data();
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int n = 0; n < z.length; n++) {
        if (brain[n]) {
          sum += z[n];
          squares += z[n] * z[n];
          count++;
        } else {
          assertThat(z[n]).isZero();
        }
      }
      assertThat(sum / count).isCloseTo(0, within(1e-5));
      assertThat(squares / count).isCloseTo(1, within(1e-5));
    }
    assertThat(normalised.truth()).isEqualTo(subject.truth());
  }

  @Test
  void aLargeOffsetCostsNoPrecision() {
    int n = 100_001;
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = 1_000_000 + k % 2; // float holds these exactly
    }
    float[] z = ZScore.over(Foreground.ALL).apply(row(values)).data();
    assertThat(z[0]).isCloseTo(-1, within(1e-4f));
    assertThat(z[1]).isCloseTo(1, within(1e-4f));
  }

  @Test
  void anEmptyImageStaysEmpty() {
    assertThat(ZScore.overNonZero().apply(row(0, 0, 0)).data()).containsExactly(0, 0, 0);
  }

  @Test
  void aConstantForegroundBecomesZero() {
    assertThat(ZScore.overNonZero().apply(row(0, 0.1f, 0.1f, 0.1f)).data())
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void aMaskMayBeGiven() {
    Volume image = row(1, 3, 100, 0);
    Mask mask = Mask.wrap(image.grid(), new boolean[] {true, true, false, false});
    assertThat(ZScore.over(Foreground.of(mask)).apply(image).data()).containsExactly(-1, 1, 0, 0);
    Mask other = Mask.wrap(Grid.isotropic(new Shape(1, 1, 1)), new boolean[1]);
    assertThatThrownBy(() -> ZScore.over(Foreground.of(other)).apply(image))
        .isInstanceOf(GridMismatchException.class);
  }

  @Test
  void theBackgroundConstantIsFoundOnTheFaces() {
    Grid grid = Grid.isotropic(new Shape(4, 3, 3));
    float[] values = new float[36];
    java.util.Arrays.fill(values, -0.5f);
    values[grid.shape().index(1, 1, 1)] = 2;
    values[grid.shape().index(2, 1, 1)] = 4;
    values[0] = 7; // one bright corner is outvoted
    float[] z = ZScore.over(Foreground.AUTOMATIC).apply(Volume.wrap(grid, values)).data();
    assertThat(z[1]).isZero();
    assertThat(z[grid.shape().index(1, 1, 1)]).isNegative();
    assertThat(z[0]).isPositive();
  }

  @Test
  void withoutACommonFaceValueEverythingIsForeground() {
    Volume noise = RandomImages.noise(Grid.isotropic(new Shape(4, 4, 4)), 3);
    assertThat(ZScore.over(Foreground.AUTOMATIC).apply(noise).data())
        .isEqualTo(ZScore.over(Foreground.ALL).apply(noise).data());
  }

  @Test
  void aVoxelThatIsNotFiniteIsNamed() {
    assertThatThrownBy(() -> ZScore.overNonZero().apply(row(0, 1, Float.NaN, 2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("(2, 0, 0)", "NaN");
    assertThatThrownBy(() -> ZScore.overNonZero().apply(row(0, Float.POSITIVE_INFINITY, 2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("(1, 0, 0)");
  }

  @Test
  void theInputIsNotChanged() {
    Volume image = row(0, 1, 3);
    ZScore.overNonZero().apply(image);
    assertThat(image.data()).containsExactly(0, 1, 3);
  }
}
