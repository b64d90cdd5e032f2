package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class BoxTest {
  @Test
  void encloses_all_voxels_and_no_more() {
    Mask mask = RandomMasks.drawing("...../...../.....", "...../.#.../...#.");
    assertThat(Box.around(mask)).contains(new Box(1, 1, 1, 4, 3, 2));
  }

  @Test
  void nothing_has_no_box() {
    assertThat(Box.around(RandomMasks.drawing("..."))).isEmpty();
  }

  @Test
  void a_part_keeps_its_place_in_the_world_and_can_be_put_back() {
    Mask mask = RandomMasks.noise(new Shape(9, 8, 7), new Spacing(1, 2, 3), 0.02, 3);
    Box box = Box.around(mask).orElseThrow();
    Mask part = box.crop(mask);
    assertThat(part.grid().affine().apply(0, 0, 0))
        .isEqualTo(mask.grid().affine().apply(box.x0(), box.y0(), box.z0()));
    assertThat(part.count()).isEqualTo(mask.count());
    assertThat(box.paste(part, mask.grid()).data()).isEqualTo(mask.data());
  }
}
