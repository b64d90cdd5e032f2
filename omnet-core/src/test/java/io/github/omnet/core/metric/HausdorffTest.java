package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.volume.Mask;
import org.junit.jupiter.api.Test;

class HausdorffTest {
  @Test
  void the_three_definitions_differ_on_the_example_of_the_documentation() {
    Mask prediction = RandomMasks.drawing("###..........#"); // 0, 0, 0 and 10 from the reference
    Mask reference = RandomMasks.drawing("####..........");
    assertThat(Hausdorff.HD.of(prediction, reference)).isEqualTo(10);
    assertThat(Hausdorff.HD95_MAX_DIRECTED.of(prediction, reference)).isCloseTo(8.5, within(1e-12));
    // Joined: 0 six times, 1 (the reference's last voxel) and 10; rank 6.65.
    assertThat(Hausdorff.HD95_POOLED.of(prediction, reference))
        .isCloseTo(1 + 0.65 * 9, within(1e-12));
  }

  @Test
  void is_symmetric_even_where_one_direction_is_0() {
    Mask inner = RandomMasks.drawing("#......");
    Mask outer = RandomMasks.drawing("#.....#");
    assertThat(Hausdorff.HD.of(inner, outer)).isEqualTo(6);
    assertThat(Hausdorff.HD.of(outer, inner)).isEqualTo(6);
  }

  @Test
  void to_nothing_there_is_no_distance() {
    Mask some = RandomMasks.drawing("#..");
    Mask none = RandomMasks.drawing("...");
    assertThat(Hausdorff.HD.of(some, none)).isNaN();
    assertThat(Hausdorff.HD.of(none, none)).isNaN();
  }
}
