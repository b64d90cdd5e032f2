package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Mask;
import org.junit.jupiter.api.Test;

class StepDilationTest {
  private static final Mask DOT = RandomMasks.drawing("...../...../..#../...../.....");

  @Test
  void steps_by_faces_draw_a_diamond_and_by_corners_a_square() {
    assertThat(RandomMasks.drawn(StepDilation.of(DOT, Connectivity.FACES, 2)))
        .isEqualTo("..#../.###./#####/.###./..#..");
    assertThat(RandomMasks.drawn(StepDilation.of(DOT, Connectivity.CORNERS, 1)))
        .isEqualTo("...../.###./.###./.###./.....");
  }

  @Test
  void reach_into_neighbouring_slices() {
    Mask mask = RandomMasks.drawing("..../..../....", "..../.#../....", "..../..../....");
    assertThat(StepDilation.of(mask, Connectivity.FACES, 1).count()).isEqualTo(7);
    assertThat(StepDilation.of(mask, Connectivity.EDGES, 1).count()).isEqualTo(19);
    assertThat(StepDilation.of(mask, Connectivity.CORNERS, 1).count()).isEqualTo(27);
    assertThat(StepDilation.of(mask, Connectivity.CORNERS, 2).count()).isEqualTo(36);
  }

  @Test
  void do_not_wrap_around_the_edge() {
    assertThat(
            RandomMasks.drawn(
                StepDilation.of(RandomMasks.drawing("..#/..."), Connectivity.CORNERS, 1)))
        .isEqualTo(".##/.##");
  }
}
