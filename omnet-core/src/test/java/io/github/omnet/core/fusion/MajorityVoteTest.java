package io.github.omnet.core.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityVoteTest {
  static LabelMap row(int... labels) {
    byte[] data = new byte[labels.length];
    for (int n = 0; n < labels.length; n++) {
      data[n] = (byte) labels[n];
    }
    return LabelMap.wrap(Grid.isotropic(new Shape(labels.length, 1, 1)), data);
  }

  @Test
  void most_votes_win_and_of_equals_the_smallest_label() {
    LabelMap vote =
        LabelFusion.majority(
            List.of(row(1, 4, 4, 255, 3), row(1, 0, 2, 255, 2), row(2, 4, 1, 255, 1)));
    assertThat(vote.data()).containsExactly(1, 4, 1, (byte) 255, 1);
    assertThat(LabelFusion.majority(List.of(row(4, 255), row(0, 254))).data())
        .containsExactly(0, (byte) 254);
  }

  @Test
  void one_map_is_its_own_majority_and_none_is_refused() {
    assertThat(LabelFusion.majority(List.of(row(1, 2))).data()).containsExactly(1, 2);
    assertThatThrownBy(() -> LabelFusion.majority(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> LabelFusion.majority(List.of(row(1), row(1, 2))))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContaining("label maps 0 and 1");
  }
}
