package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class ErosionTest {
  @Test
  void takes_away_what_is_within_the_radius_of_the_outside() {
    Mask line = RandomMasks.drawing("..#####..");
    assertThat(RandomMasks.drawn(Erosion.of(line, Ball.ofVoxels(0)))).isEqualTo("..#####..");
    assertThat(Erosion.of(cube(), Ball.ofVoxels(1)).count()).isEqualTo(27);
    assertThat(Erosion.of(cube(), Ball.ofVoxels(2)).count()).isEqualTo(1);
    assertThat(Erosion.of(cube(), Ball.ofVoxels(3)).isEmpty()).isTrue();
  }

  private static Mask cube() {
    Mask noise = RandomMasks.noise(new Shape(7, 7, 7), Spacing.ISOTROPIC_1MM, 0, 0);
    for (int z = 1; z < 6; z++) {
      for (int y = 1; y < 6; y++) {
        for (int x = 1; x < 6; x++) {
          noise.data()[noise.shape().index(x, y, z)] = true;
        }
      }
    }
    return noise;
  }

  @Test
  void beyond_the_edge_is_outside() {
    Mask full = RandomMasks.noise(new Shape(5, 5, 5), Spacing.ISOTROPIC_1MM, 1, 0);
    assertThat(Erosion.of(full, Ball.ofVoxels(1)).count()).isEqualTo(27);
  }

  @Test
  void by_one_voxel_takes_away_the_border() {
    Mask mask = RandomMasks.noise(new Shape(12, 11, 10), Spacing.ISOTROPIC_1MM, 0.9, 8);
    Mask eroded = Erosion.of(mask, Ball.ofVoxels(1));
    Mask border = Border.of(mask);
    for (int n = 0; n < mask.data().length; n++) {
      assertThat(border.data()[n]).isEqualTo(mask.data()[n] && !eroded.data()[n]);
    }
  }

  @Test
  void is_all_voxels_further_than_the_radius_from_any_outside() {
    Spacing spacing = new Spacing(0.7, 1.4, 3);
    Mask mask = RandomMasks.noise(new Shape(15, 12, 9), spacing, 0.97, 5);
    boolean[] outside = new boolean[mask.data().length];
    for (int n = 0; n < outside.length; n++) {
      outside[n] = !mask.data()[n];
    }
    double[] squared = SlowMorphology.squaredDistances(Mask.wrap(mask.grid(), outside), spacing);
    Mask eroded = Erosion.of(mask, Ball.ofMillimetres(1.4));
    Shape s = mask.shape();
    for (int n = 0; n < squared.length; n++) {
      int x = n % s.x();
      int y = n / s.x() % s.y();
      double toEdge = Math.min(Math.min(x + 1, s.x() - x) * 0.7, Math.min(y + 1, s.y() - y) * 1.4);
      boolean stays = Math.min(Math.sqrt(squared[n]), toEdge) > 1.4 + 1e-9;
      assertThat(eroded.data()[n]).isEqualTo(stays);
    }
  }
}
