package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Mask;
import org.junit.jupiter.api.Test;

class ComponentFilterTest {
  private static final Mask MASK = RandomMasks.drawing("####.#.##.####");
  private static final Connectivity FACES = Connectivity.FACES;

  @Test
  void keeps_components_of_a_size() {
    assertThat(RandomMasks.drawn(ComponentFilter.atLeast(MASK, FACES, 2)))
        .isEqualTo("####...##.####");
  }

  @Test
  void keeps_components_of_a_share_of_the_largest() {
    assertThat(RandomMasks.drawn(ComponentFilter.atLeastShareOfLargest(MASK, FACES, 0.5)))
        .isEqualTo("####...##.####");
    assertThat(RandomMasks.drawn(ComponentFilter.atLeastShareOfLargest(MASK, FACES, 0.51)))
        .isEqualTo("####......####");
    assertThatThrownBy(() -> ComponentFilter.atLeastShareOfLargest(MASK, FACES, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keeps_the_first_of_the_largest() {
    assertThat(RandomMasks.drawn(ComponentFilter.largest(MASK, FACES))).isEqualTo("####..........");
  }

  @Test
  void nothing_stays_nothing() {
    Mask empty = RandomMasks.drawing("...");
    assertThat(ComponentFilter.largest(empty, FACES).isEmpty()).isTrue();
    assertThat(ComponentFilter.atLeastShareOfLargest(empty, FACES, 0.1).isEmpty()).isTrue();
  }
}
