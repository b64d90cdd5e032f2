package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class FillHolesTest {
  private static final String RING = "..../.##./#..#/.##.";

  @Test
  void a_ring_in_one_slice_is_open_in_3d_and_closed_in_its_slice() {
    Mask ring = RandomMasks.drawing(RING);
    assertThat(RandomMasks.drawn(FillHoles.in3d(ring))).isEqualTo(RING);
    assertThat(RandomMasks.drawn(FillHoles.inSlices(ring, 2))).isEqualTo("..../.##./####/.##.");
    assertThat(RandomMasks.drawn(FillHoles.inSlices(ring, 0))).isEqualTo(RING);
  }

  @Test
  void a_cavity_is_filled() {
    Mask hollow = RandomMasks.drawing("###/###/###", "###/#.#/###", "###/###/###");
    assertThat(FillHoles.in3d(hollow).count()).isEqualTo(27);
    for (int axis = 0; axis < 3; axis++) {
      assertThat(FillHoles.inSlices(hollow, axis).count()).isEqualTo(27);
    }
  }

  @Test
  void a_gap_at_the_edge_of_the_image_is_no_hole() {
    Mask bay = RandomMasks.drawing("#.#/###");
    assertThat(RandomMasks.drawn(FillHoles.inSlices(bay, 2))).isEqualTo("#.#/###");
  }

  @Test
  void diagonal_walls_are_tight() {
    assertThat(RandomMasks.drawn(FillHoles.inSlices(RandomMasks.drawing(".#./#.#/.#."), 2)))
        .isEqualTo(".#./###/.#.");
  }

  @Test
  void fills_what_a_flood_from_outside_does_not_reach() {
    for (int seed = 0; seed < 20; seed++) {
      Mask mask = RandomMasks.noise(new Shape(9, 8, 7), Spacing.ISOTROPIC_1MM, 0.75, seed);
      assertThat(FillHoles.in3d(mask).data())
          .isEqualTo(SlowMorphology.filled(mask, new int[] {0, 1, 2}));
      assertThat(FillHoles.inSlices(mask, 0).data())
          .isEqualTo(SlowMorphology.filled(mask, new int[] {1, 2}));
      assertThat(FillHoles.inSlices(mask, 1).data())
          .isEqualTo(SlowMorphology.filled(mask, new int[] {0, 2}));
      assertThat(FillHoles.inSlices(mask, 2).data())
          .isEqualTo(SlowMorphology.filled(mask, new int[] {0, 1}));
    }
  }
}
