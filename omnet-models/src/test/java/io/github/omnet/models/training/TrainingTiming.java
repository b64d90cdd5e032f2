package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Time of one optimiser step of OM-Net with all three tasks, per patch: the median, for several
 * micro-batches.
 */
public final class TrainingTiming {
  private TrainingTiming() {}

  /**
   * Prints a table.
   *
   * @param args engine, precision, width, patch as XxYxZ, patches per task, repetitions, then
   *     micro-batches
   */
  public static void main(String[] args) {
    EngineKind kind = EngineKind.of(args[0]);
    Precision precision = Precision.of(args[1]);
    int width = Integer.parseInt(args[2]);
    int[] side = Arrays.stream(args[3].split("x")).mapToInt(Integer::parseInt).toArray();
    Shape patch = new Shape(side[0], side[1], side[2]);
    int perTask = Integer.parseInt(args[4]);
    int repetitions = Integer.parseInt(args[5]);
    TaskBatch batch = batch(patch, perTask);
    for (String micro : Arrays.asList(args).subList(6, args.length)) {
      TrainingPlan plan = plan(width, patch, perTask, Integer.parseInt(micro));
      try (NDManager manager = Engines.start(kind).newBaseManager();
          TrainingStep step = step(plan, manager, precision)) {
        double[] ms = new double[repetitions + 1];
        for (int r = 0; r <= repetitions; r++) {
          long start = System.nanoTime();
          step.gradientOf(batch, TransferRule.RELEASE, r);
          step.update(1e-3);
          ms[r] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(ms, 1, repetitions + 1);
        System.out.printf(
            Locale.ROOT,
            "%s %s width %d, micro-batch %s of %d patches: %.1f ms per patch%n",
            kind,
            precision,
            width,
            micro,
            batch.patches(),
            ms[1 + repetitions / 2] / batch.patches());
      }
    }
  }

  static TrainingPlan plan(int width, Shape patch, int perTask, int microBatch) {
    return TrainingPreset.OM_NET
        .plan(width, 1)
        .patch(patch)
        .patchesPerTask(perTask)
        .microBatch(microBatch)
        .optimizer(SgdConfig.RELEASE)
        .build();
  }

  /** Ready for its first batch, in 32-bit floats. */
  static TrainingStep step(TrainingPlan plan, NDManager manager) {
    return step(plan, manager, Precision.FLOAT32);
  }

  /** Ready for its first batch. */
  static TrainingStep step(TrainingPlan plan, NDManager manager, Precision precision) {
    TrainingStep step = new TrainingStep(plan, manager, List.of(Device.cpu()), precision);
    step.first().network().initialize(0, step.first().manager());
    step.distribute();
    return step;
  }

  /** Noise with random labels. */
  static TaskBatch batch(Shape patch, int perTask) {
    int patches = 3 * perTask;
    float[] images = new float[patches * 4 * patch.voxels()];
    byte[] classes = new byte[patches * patch.voxels()];
    java.util.Random random = new java.util.Random(1);
    for (int n = 0; n < images.length; n++) {
      images[n] = (float) random.nextGaussian();
    }
    for (int n = 0; n < classes.length; n++) {
      classes[n] = (byte) random.nextInt(4);
    }
    return new TaskBatch(patch, 4, new int[] {perTask, perTask, perTask}, images, classes);
  }
}
