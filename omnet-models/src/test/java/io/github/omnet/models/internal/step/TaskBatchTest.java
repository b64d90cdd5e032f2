package io.github.omnet.models.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.plan.TransferRule;
import org.junit.jupiter.api.Test;

class TaskBatchTest {
  @Test
  void bothWaysThePatchesAreOneStreamThatSplitsAsBefore() {
    TaskBatch batch =
        new TaskBatch(
            new Shape(8, 8, 8), 1, new int[] {2, 2, 2}, new float[6 * 512], new byte[6 * 512]);
    TaskBatch pooled = batch.handedOnBy(TransferRule.parse("0/0/both"));
    assertThat(pooled.streams()).containsExactly(6, 0, 0);
    assertThat(pooled.split(3)).hasSize(2).allMatch(part -> part.patches() == 3);
    assertThat(batch.handedOnBy(TransferRule.RELEASE)).isSameAs(batch);
  }
}
