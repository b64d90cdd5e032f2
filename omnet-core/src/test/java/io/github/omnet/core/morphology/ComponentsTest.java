package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.morphology.Components.Component;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentsTest {
  @Test
  void diagonal_voxels_are_joined_by_edges_but_not_by_faces() {
    Mask mask = RandomMasks.drawing("#./.#");
    assertThat(Components.of(mask, Connectivity.FACES).count()).isEqualTo(2);
    assertThat(Components.of(mask, Connectivity.EDGES).count()).isEqualTo(1);
  }

  @Test
  void opposite_corners_are_joined_by_corners_only() {
    Mask mask = RandomMasks.drawing("#./..", "../.#");
    assertThat(Components.of(mask, Connectivity.EDGES).count()).isEqualTo(2);
    assertThat(Components.of(mask, Connectivity.CORNERS).count()).isEqualTo(1);
  }

  @Test
  void a_component_knows_its_size_and_box() {
    Mask mask = RandomMasks.drawing("#...#/....#/##..#", "...../...../.#...");
    assertThat(Components.of(mask, Connectivity.FACES).list())
        .containsExactly(
            new Component(1, 1, Box.minMax(0, 0, 0, 0, 0, 0)),
            new Component(2, 3, Box.minMax(4, 0, 0, 4, 2, 0)),
            new Component(3, 3, Box.minMax(0, 2, 0, 1, 2, 1)));
  }

  @Test
  void an_empty_mask_has_none() {
    Components components = Components.of(RandomMasks.drawing("..."), Connectivity.FACES);
    assertThat(components.list()).isEmpty();
    assertThat(components.largest()).isEmpty();
    assertThat(components.labels()).containsOnly(0);
  }

  @Test
  void of_two_equally_large_the_first_is_the_largest() {
    Components components = Components.of(RandomMasks.drawing("##.##.#"), Connectivity.FACES);
    assertThat(components.largest().orElseThrow().id()).isEqualTo(1);
  }

  @Test
  void keeps_the_components_asked_for() {
    Components components = Components.of(RandomMasks.drawing("##.#.###"), Connectivity.FACES);
    assertThat(RandomMasks.drawn(components.keep(c -> c.voxels() != 1))).isEqualTo("##...###");
  }

  @ParameterizedTest
  @EnumSource
  void equal_a_flood_fill(Connectivity connectivity) {
    for (double density : new double[] {0.05, 0.15, 0.3, 0.5, 0.9}) {
      for (int seed = 0; seed < 20; seed++) {
        Mask mask = RandomMasks.noise(new Shape(13, 11, 9), Spacing.ISOTROPIC_1MM, density, seed);
        assertThat(Components.of(mask, connectivity).labels())
            .as("density %s seed %s", density, seed)
            .isEqualTo(SlowMorphology.components(mask, connectivity));
      }
    }
  }
}
