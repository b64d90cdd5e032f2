package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.network.Initialization;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.OmNet;
import io.github.omnet.models.network.Parameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingStepIT {
  private static final Shape PATCH = new Shape(8, 8, 8);

  /** Class 3 where the first channel is high, 2 where it is middling: learnable in a few steps. */
  private static TaskBatch batch(long seed, int perTask) {
    Random random = new Random(seed);
    int voxels = PATCH.voxels();
    float[] x = new float[3 * perTask * 4 * voxels];
    byte[] y = new byte[3 * perTask * voxels];
    for (int n = 0; n < 3 * perTask; n++) {
      double offset = random.nextGaussian();
      for (int v = 0; v < voxels; v++) {
        double value = offset + random.nextGaussian();
        y[n * voxels + v] = (byte) (value > 1 ? 3 : value > 0 ? 2 : 0);
        for (int c = 0; c < 4; c++) {
          x[(n * 4 + c) * voxels + v] = (float) (c == 0 ? value : random.nextGaussian());
        }
      }
    }
    return new TaskBatch(PATCH, 4, new int[] {perTask, perTask, perTask}, x, y);
  }

  @Test
  void theLossOfEveryTaskFallsWhenTheSameBatchIsLearnt() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(4).withDropout(0));
      Initialization.ofRelease(1).apply(net, manager);
      TaskBatch batch = batch(3, 2);
      Sgd sgd = new Sgd(new SgdConfig(0.05, 0.9, 5e-4, 0), manager);
      try (TrainingStep step =
          new TrainingStep(net, manager, TransferRule.RELEASE, LabelScheme.BRATS2021, 6, 0.9f)) {
        float[] first = step.gradientsOf(batch, 1);
        float[] last = first;
        for (int iteration = 0; iteration < 80; iteration++) {
          step.update(sgd, iteration);
          last = step.gradientsOf(batch, 1);
        }
        for (int task = 0; task < 3; task++) {
          assertThat(last[task]).isLessThan(0.6f * first[task]);
        }
      }
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(2));
      Initialization.ofRelease(1).apply(net, manager);
      TaskBatch batch = batch(3, 2);
      Sgd sgd = new Sgd(new SgdConfig(0.01, 0.9, 5e-4, 0), manager);
      try (TrainingStep step =
          new TrainingStep(net, manager, TransferRule.RELEASE, LabelScheme.BRATS2021, 3, 0.9f)) {
        int after = 0;
        for (int iteration = 0; iteration < 4; iteration++) {
          step.gradientsOf(batch, 1);
          step.update(sgd, iteration);
          if (iteration == 0) {
            after = manager.getManagedArrays().size();
          }
        }
        assertThat(manager.getManagedArrays()).hasSize(after);
      }
    }
  }

  @Test
  void noPartOfABatchIsLargerThanAsked() {
    TaskBatch batch = batch(3, 5);
    for (int atMost = 3; atMost < 16; atMost++) {
      int patches = 0;
      for (TaskBatch part : batch.split(atMost)) {
        assertThat(part.patches()).isLessThanOrEqualTo(atMost);
        patches += part.patches();
      }
      assertThat(patches).isEqualTo(15);
    }
  }

  @Test
  void aTaskOfALaterStageIsLeftAlone() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(2));
      Initialization.ofRelease(1).apply(net, manager);
      TaskBatch all = batch(3, 2);
      int voxels = PATCH.voxels();
      TaskBatch first =
          new TaskBatch(
              PATCH,
              4,
              new int[] {2},
              java.util.Arrays.copyOf(all.intensities(), 2 * 4 * voxels),
              java.util.Arrays.copyOf(all.classes(), 2 * voxels));
      try (TrainingStep step =
          new TrainingStep(net, manager, TransferRule.RELEASE, LabelScheme.BRATS2021, 6, 0.9f)) {
        assertThat(step.gradientsOf(first, 1)).hasSize(1);
        assertThat(step.gradients().keySet())
            .anyMatch(name -> name.startsWith("head1."))
            .noneMatch(name -> name.startsWith("head2.") || name.startsWith("head3."));
      }
    }
  }

  @Test
  void gradientsOfMicroBatchesAddUp() {
    try (NDManager manager = TestEngine.newManager()) {
      TaskBatch one = batch(3, 1);
      int n = one.intensities().length / 3;
      int v = one.classes().length / 3;
      // Every patch twice: two equal micro-batches, each with half of the loss.
      float[] x = new float[6 * n];
      byte[] y = new byte[6 * v];
      for (int p = 0; p < 6; p++) {
        System.arraycopy(one.intensities(), p / 2 * n, x, p * n, n);
        System.arraycopy(one.classes(), p / 2 * v, y, p * v, v);
      }
      TaskBatch twice = new TaskBatch(PATCH, 4, new int[] {2, 2, 2}, x, y);
      OmNet net = new OmNet(NetworkConfig.omNet(2).withDropout(0));
      Initialization.ofRelease(1).apply(net, manager);
      assertThat(Parameters.of(net)).isNotEmpty();
      try (TrainingStep whole =
              new TrainingStep(net, manager, TransferRule.RELEASE, LabelScheme.BRATS2021, 3, 0.9f);
          TrainingStep split =
              new TrainingStep(
                  net, manager, TransferRule.RELEASE, LabelScheme.BRATS2021, 3, 0.9f)) {
        float[] expectedLoss = whole.gradientsOf(one, 1);
        float[] loss = split.gradientsOf(twice, 1);
        assertThat(loss).containsExactly(expectedLoss, org.assertj.core.data.Offset.offset(1e-5f));
        split
            .gradients()
            .forEach(
                (name, gradient) -> {
                  float[] expected = whole.gradients().get(name).toFloatArray();
                  assertThat(gradient.toFloatArray())
                      .as(name)
                      .containsExactly(expected, org.assertj.core.data.Offset.offset(2e-5f));
                });
      }
    }
  }
}
