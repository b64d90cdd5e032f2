package io.github.omnet.core.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StapleTest {
  private static final Grid GRID = Grid.isotropic(new Shape(90, 100, 2));

  private static LabelMap truth() {
    byte[] data = new byte[GRID.shape().voxels()];
    for (int n = 0; n < data.length; n++) {
      int x = n % 90;
      data[n] = (byte) (x < 30 ? 0 : x < 60 ? 2 : 4);
    }
    return LabelMap.wrap(GRID, data);
  }

  /** Sees each voxel right with a probability, else takes it for another label at random. */
  private static LabelMap rater(double reliability, long seed) {
    Random random = new Random(seed);
    byte[] labels = {0, 2, 4};
    byte[] data = truth().data().clone();
    for (int n = 0; n < data.length; n++) {
      if (random.nextDouble() > reliability) {
        data[n] = labels[(data[n] / 2 + 1 + random.nextInt(2)) % 3];
      }
    }
    return LabelMap.wrap(GRID, data);
  }

  private static long wrong(LabelMap map) {
    byte[] truth = truth().data();
    long wrong = 0;
    for (int n = 0; n < truth.length; n++) {
      wrong += truth[n] == map.data()[n] ? 0 : 1;
    }
    return wrong;
  }

  @Test
  void finds_out_who_is_reliable_and_trusts_them_more() {
    List<LabelMap> maps = new ArrayList<>(List.of(rater(0.95, 1), rater(0.9, 2)));
    for (int n = 0; n < 3; n++) {
      maps.add(rater(0.5, 10 + n));
    }
    LabelFusion.Result result = LabelFusion.staple(maps);
    for (int label : new int[] {0, 2, 4}) {
      assertThat(result.raters().get(0).sensitivity(label)).isCloseTo(0.95, within(0.03));
      assertThat(result.raters().get(1).sensitivity(label)).isCloseTo(0.9, within(0.03));
      assertThat(result.raters().get(2).sensitivity(label)).isCloseTo(0.5, within(0.03));
    }
    assertThat(result.raters().get(2).probability(0, 4)).isCloseTo(0.25, within(0.03));
    assertThat(wrong(result.consensus())).isLessThan(wrong(LabelFusion.majority(maps)));
    assertThat(wrong(result.consensus())).isLessThan(wrong(maps.get(0)));
    assertThat(result.iterations()).isBetween(2, 999);
  }

  @Test
  void raters_who_agree_are_taken_at_their_word() {
    LabelFusion.Result result = LabelFusion.staple(List.of(truth(), truth(), truth()));
    assertThat(result.consensus().data()).isEqualTo(truth().data());
    assertThat(result.raters().get(1).sensitivity(4)).isEqualTo(1);
    assertThat(result.raters().get(1).sensitivity(3)).isNaN();
  }

  @Test
  void follows_the_formulas_of_the_paper() {
    // Two raters, labels 0 and 1, one step by hand.
    LabelMap a = MajorityVoteTest.row(0, 0, 1, 1);
    LabelMap b = MajorityVoteTest.row(0, 0, 0, 1);
    LabelFusion.Result result = Staple.of(List.of(a, b), 1, 0);
    double right = 0.99999;
    double wrong = 1 - right;
    double priorOne = 3;
    double priorZero = 5;
    double both0 =
        priorOne * wrong * wrong / (priorOne * wrong * wrong + priorZero * right * right);
    double split = priorOne / (priorOne + priorZero);
    double both1 =
        priorOne * right * right / (priorOne * right * right + priorZero * wrong * wrong);
    double total = 2 * both0 + split + both1;
    assertThat(result.raters().get(0).sensitivity(1))
        .isCloseTo((split + both1) / total, within(1e-12));
    assertThat(result.raters().get(1).sensitivity(1)).isCloseTo(both1 / total, within(1e-12));
    assertThat(result.consensus().data()).containsExactly(0, 0, 0, 1);
  }
}
