package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class DilationTest {
  @Test
  void one_voxel_becomes_a_ball() {
    Mask mask = RandomMasks.drawing("...../...../..#../...../.....");
    assertThat(RandomMasks.drawn(Dilation.of(mask, Ball.ofVoxels(1))))
        .isEqualTo("...../..#../.###./..#../.....");
    assertThat(RandomMasks.drawn(Dilation.of(mask, Ball.ofVoxels(2))))
        .isEqualTo("..#../.###./#####/.###./..#..");
  }

  @Test
  void what_would_lie_beyond_the_edge_is_lost() {
    assertThat(RandomMasks.drawn(Dilation.of(RandomMasks.drawing("#..."), Ball.ofVoxels(2))))
        .isEqualTo("###.");
  }

  @Test
  void an_empty_mask_stays_empty() {
    Mask empty = RandomMasks.drawing("...");
    assertThat(Dilation.of(empty, Ball.ofVoxels(2)).isEmpty()).isTrue();
  }

  @Test
  void is_all_voxels_within_the_radius() {
    Spacing spacing = new Spacing(0.7, 1.4, 3);
    Mask mask = RandomMasks.noise(new Shape(15, 12, 9), spacing, 0.01, 5);
    double[] squared = SlowMorphology.squaredDistances(mask, spacing);
    Mask dilated = Dilation.of(mask, Ball.ofMillimetres(2.8));
    for (int n = 0; n < squared.length; n++) {
      assertThat(dilated.data()[n]).isEqualTo(Math.sqrt(squared[n]) <= 2.8 + 1e-9);
    }
  }
}
