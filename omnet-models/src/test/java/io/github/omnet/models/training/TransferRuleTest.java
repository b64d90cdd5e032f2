package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
