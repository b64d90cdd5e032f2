package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.volume.Mask;
import org.junit.jupiter.api.Test;

class LesionWiseTest {
  private static final LesionRule RULE =
      new LesionRule(Connectivity.CORNERS, 1, 2, Hausdorff.HD95_MAX_DIRECTED, 374);

  private static double dice(String prediction, String reference) {
    return LesionWise.dice(RULE)
        .of(RandomMasks.drawing(prediction), RandomMasks.drawing(reference));
  }

  private static double hd95(String prediction, String reference) {
    return LesionWise.hd95(RULE)
        .of(RandomMasks.drawing(prediction), RandomMasks.drawing(reference));
  }

  @Test
  void averages_over_lesions_and_counts_a_miss_as_0_and_374_mm() {
    assertThat(dice("##.............", "##......######.")).isEqualTo(0.5);
    assertThat(hd95("##.............", "##......######.")).isEqualTo(187);
  }

  @Test
  void a_component_that_touches_no_lesion_counts_as_one_more() {
    assertThat(dice("##....#.....#..", "##.............")).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(hd95("##....#.....#..", "##.............")).isCloseTo(748.0 / 3, within(1e-12));
  }

  @Test
  void parts_of_the_reference_close_to_each_other_are_one_lesion() {
    // Dilated by 1, the gap of two closes: one lesion of 4 voxels, half of it found.
    assertThat(dice("##.............", "##..##.........")).isCloseTo(4.0 / 6, within(1e-15));
    assertThat(dice("##.............", "##...##........")).isEqualTo(0.5);
  }

  @Test
  void all_components_that_touch_a_lesion_are_judged_with_it() {
    assertThat(dice("##.##..........", "#####..........")).isCloseTo(8.0 / 9, within(1e-15));
    // One component touches both lesions: it counts in full for either.
    assertThat(dice("########.......", "##....##.......")).isCloseTo(4.0 / 10, within(1e-15));
  }

  @Test
  void a_component_next_to_a_lesion_is_a_false_hit_not_a_false_positive() {
    assertThat(dice("...##..........", "#.#............")).isZero();
    assertThat(LesionWise.dice(RULE).definition()).contains("1 dilations with 26 neighbours");
  }

  @Test
  void lesions_too_small_to_count_are_ignored_with_what_touches_them() {
    assertThat(dice("#........##....", "#........##....")).isEqualTo(1);
    assertThat(dice("#..............", "#..............")).isEqualTo(1);
    assertThat(hd95("#..............", "#..............")).isZero();
  }

  @Test
  void without_any_lesion_the_policy_decides() {
    Mask nothing = RandomMasks.drawing("....");
    Comparison pair = Comparison.of(nothing, nothing);
    assertThat(EmptyPolicy.NAN.apply(LesionWise.dice(RULE), pair)).isNaN();
    assertThat(EmptyPolicy.BRATS.apply(LesionWise.dice(RULE), pair)).isEqualTo(1);
    assertThat(EmptyPolicy.BRATS.apply(LesionWise.hd95(RULE), pair)).isZero();
    // One side empty: misses and false positives, by the rule and not by the policy.
    Comparison invented = Comparison.of(RandomMasks.drawing("##.."), nothing);
    assertThat(EmptyPolicy.BRATS.apply(LesionWise.hd95(RULE), invented)).isEqualTo(374);
  }
}
