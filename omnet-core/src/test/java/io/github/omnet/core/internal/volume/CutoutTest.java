package io.github.omnet.core.internal.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class CutoutTest {
  @Test
  void a_part_keeps_its_place_in_the_world_and_can_be_put_back() {
    Mask mask = RandomMasks.noise(new Shape(9, 8, 7), new Spacing(1, 2, 3), 0.02, 3);
    Box box = Box.around(mask).orElseThrow();
    Mask part = Cutout.of(mask, box);
    assertThat(part.grid().affine().apply(0, 0, 0))
        .isEqualTo(mask.grid().affine().apply(box.x(), box.y(), box.z()));
    assertThat(part.count()).isEqualTo(mask.count());
    assertThat(Cutout.restore(part, box, mask.grid()).data()).isEqualTo(mask.data());
  }

  @Test
  void beyond_the_edge_it_is_empty_and_what_lies_there_is_lost() {
    Mask mask = RandomMasks.drawing("##./.#.");
    Box beyond = new Box(-1, 1, 0, new Shape(3, 2, 1));
    assertThat(RandomMasks.drawn(Cutout.of(mask, beyond))).isEqualTo("..#/...");
    Mask full = RandomMasks.drawing("###/###");
    assertThat(RandomMasks.drawn(Cutout.restore(full, beyond, mask.grid()))).isEqualTo(".../##.");
  }

  @Test
  void labels_are_cut_out_alike() {
    Mask mask = RandomMasks.drawing("##./.#.");
    LabelMap labels = LabelMap.wrap(mask.grid(), new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(Cutout.of(labels, new Box(1, 0, 0, new Shape(2, 2, 1))).data())
        .containsExactly(2, 3, 5, 6);
  }
}
