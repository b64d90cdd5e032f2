package io.github.omnet.models.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of spec/omnet.md, section 4. */
class TransferRuleTest {
  private static final int VOXELS = 16 * 32 * 32;

  @Test
  void aPatchAlwaysCountsForItsOwnTask() {
    for (int task = 0; task < 3; task++) {
      assertThat(TransferRule.RELEASE.counts(task, task, 0, 0, VOXELS)).isTrue();
      assertThat(TransferRule.NONE.counts(task, task, 0, 0, VOXELS)).isTrue();
    }
  }

  @Test
  void aPatchNeverCountsForAnEarlierTask() {
    assertThat(TransferRule.RELEASE.counts(1, 0, VOXELS, VOXELS, VOXELS)).isFalse();
    assertThat(TransferRule.RELEASE.counts(2, 1, VOXELS, VOXELS, VOXELS)).isFalse();
  }

  @Test
  void brainPatchesCountForTask2From6553VoxelsOfCompleteTumour() {
    assertThat(TransferRule.RELEASE.counts(0, 1, 6_552, 0, VOXELS)).isFalse();
    assertThat(TransferRule.RELEASE.counts(0, 1, 6_553, 0, VOXELS)).isTrue();
  }

  @Test
  void earlierPatchesCountForTask3From8192VoxelsOfCore() {
    for (int stream = 0; stream < 2; stream++) {
      assertThat(TransferRule.RELEASE.counts(stream, 2, VOXELS, 8_191, VOXELS)).isFalse();
      assertThat(TransferRule.RELEASE.counts(stream, 2, VOXELS, 8_192, VOXELS)).isTrue();
    }
  }

  @Test
  void withoutTransferNoPatchCountsForAnotherTask() {
    assertThat(TransferRule.NONE.counts(0, 1, VOXELS, VOXELS, VOXELS)).isFalse();
    assertThat(TransferRule.NONE.counts(1, 2, VOXELS, VOXELS, VOXELS)).isFalse();
  }

  @Test
  void bothWaysEveryPatchCountsForTask1AndForTheOthersByItsLabels() {
    TransferRule rule = TransferRule.parse("0.4/0.5/both");
    for (int stream = 0; stream < 3; stream++) {
      assertThat(rule.counts(stream, 0, 0, 0, VOXELS)).isTrue();
    }
    assertThat(rule.counts(2, 1, 6_552, 0, VOXELS)).isFalse();
    assertThat(rule.counts(2, 1, 6_553, 0, VOXELS)).isTrue();
    assertThat(rule.counts(0, 2, VOXELS, 8_192, VOXELS)).isTrue();
    assertThat(rule).hasToString("0.4/0.5/both");
    assertThatThrownBy(() -> TransferRule.parse("0.4/none/both"))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("both directions");
  }

  @Test
  void itsTextFormGivesItBack() {
    assertThat(TransferRule.RELEASE).hasToString("0.4/0.5");
    assertThat(TransferRule.NONE).hasToString("none");
    TransferRule toTask2 = TransferRule.parse(" 0.4 / none");
    assertThat(toTask2).hasToString("0.4/none");
    for (TransferRule rule : List.of(TransferRule.RELEASE, TransferRule.NONE, toTask2)) {
      assertThat(TransferRule.parse(rule.toString())).isEqualTo(rule);
    }
    assertThat(toTask2.counts(0, 1, 6_553, VOXELS, VOXELS)).isTrue();
    assertThat(toTask2.counts(0, 2, VOXELS, VOXELS, VOXELS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.4", "0.4/0.5/0.6", "some/0.5", "1.5/0.5", "-0.1/0.5", "NaN/0.5"})
  void whatIsNoShareIsRefused(String text) {
    assertThatThrownBy(() -> TransferRule.parse(text))
        .isInstanceOf(OmnetException.class)
        .hasMessageMatching(".*(such as 0.4/0.5|in \\[0, 1]).*");
  }
}
