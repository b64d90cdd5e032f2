package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.volume.Mask;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private static final Mask P = RandomMasks.drawing(".###......");
  private static final Mask R = RandomMasks.drawing("..###.....");
  private static final Mask SMALL = RandomMasks.drawing("..#.......");
  private static final Mask NOTHING = RandomMasks.drawing("..........");

  @Test
  void counts_follow_the_definitions() {
    assertThat(Overlap.DICE.of(P, R)).isEqualTo(4.0 / 6);
    assertThat(Overlap.IOU.of(P, R)).isEqualTo(2.0 / 4);
    assertThat(Overlap.SENSITIVITY.of(SMALL, R)).isEqualTo(1.0 / 3);
    assertThat(Overlap.PRECISION.of(SMALL, R)).isEqualTo(1);
    assertThat(Overlap.SPECIFICITY.of(P, R)).isEqualTo(6.0 / 7);
    assertThat(Overlap.VOLUME_DIFFERENCE.of(SMALL, R)).isCloseTo(-2.0 / 3, within(1e-15));
    assertThat(Overlap.VOLUME_SIMILARITY.of(SMALL, R)).isEqualTo(0.5);
  }

  @Test
  void what_has_no_denominator_is_not_a_number() {
    assertThat(Overlap.DICE.of(NOTHING, NOTHING)).isNaN();
    assertThat(Overlap.DICE.of(P, NOTHING)).isZero();
    assertThat(Overlap.SENSITIVITY.of(P, NOTHING)).isNaN();
    assertThat(Overlap.PRECISION.of(NOTHING, R)).isNaN();
    assertThat(Overlap.VOLUME_DIFFERENCE.of(P, NOTHING)).isNaN();
  }
}
