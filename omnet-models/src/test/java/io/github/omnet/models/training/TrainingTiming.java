package io.github.omnet.models.training;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.network.Initialization;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.OmNet;
import java.util.Arrays;
import java.util.Locale;

/**
 * Time of one optimiser step of OM-Net with all three tasks, per patch of 4 x 16 x 32 x 32: the
 * median, for several micro-batches.
 */
public final class TrainingTiming {
  private static final Shape PATCH = new Shape(32, 32, 16);

  private TrainingTiming() {}

  /**
   * Prints a table.
   *
   * @param args engine, width, patches per task, repetitions, then micro-batches
   */
  public static void main(String[] args) {
    EngineKind kind = EngineKind.of(args[0]);
    int width = Integer.parseInt(args[1]);
    int perTask = Integer.parseInt(args[2]);
    int repetitions = Integer.parseInt(args[3]);
    TaskBatch batch = batch(perTask);
    for (String micro : Arrays.asList(args).subList(4, args.length)) {
      try (NDManager manager = Engines.start(kind).newBaseManager()) {
        OmNet net = new OmNet(NetworkConfig.omNet(width));
        Initialization.ofRelease(0).apply(net, manager);
        Sgd sgd = new Sgd(SgdConfig.RELEASE, manager);
        try (TrainingStep step =
            new TrainingStep(
                net,
                manager,
                TransferRule.RELEASE,
                LabelScheme.BRATS2021,
                Integer.parseInt(micro),
                0.99f)) {
          double[] ms = new double[repetitions + 1];
          for (int r = 0; r <= repetitions; r++) {
            long start = System.nanoTime();
            step.gradientsOf(batch, r);
            step.update(sgd, r);
            ms[r] = (System.nanoTime() - start) / 1e6;
          }
          Arrays.sort(ms, 1, repetitions + 1);
          System.out.printf(
              Locale.ROOT,
              "%s width %d, micro-batch %s of %d patches: %.1f ms per patch%n",
              kind,
              width,
              micro,
              batch.patches(),
              ms[1 + repetitions / 2] / batch.patches());
        }
      }
    }
  }

  private static TaskBatch batch(int perTask) {
    int patches = 3 * perTask;
    float[] images = new float[patches * 4 * PATCH.voxels()];
    byte[] classes = new byte[patches * PATCH.voxels()];
    java.util.Random random = new java.util.Random(1);
    for (int n = 0; n < images.length; n++) {
      images[n] = (float) random.nextGaussian();
    }
    for (int n = 0; n < classes.length; n++) {
      classes[n] = (byte) random.nextInt(4);
    }
    return new TaskBatch(PATCH, 4, new int[] {perTask, perTask, perTask}, images, classes);
  }
}
