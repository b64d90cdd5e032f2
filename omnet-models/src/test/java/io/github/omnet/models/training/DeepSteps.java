package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.plan.DeepSupervision;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Steps of small networks with heads on coarser levels of the decoder, and what is in them. */
final class DeepSteps {
  static final DeepSupervision DEEP = new DeepSupervision(0.5, 0.25);
  static final Shape PATCH = new Shape(16, 16, 8);
  static final TransferRule TRANSFER = new TransferRule(0.3, 0.2, false);

  private DeepSteps() {}

  /** Of every second patch a third is tumour, so that some are handed on and some are not. */
  static TaskBatch batch(long seed, int... streams) {
    Random random = new Random(seed);
    int patches = Arrays.stream(streams).sum();
    int voxels = PATCH.voxels();
    float[] x = new float[patches * 4 * voxels];
    byte[] y = new byte[patches * voxels];
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) random.nextGaussian();
    }
    for (int n = 0; n < y.length; n++) {
      boolean tumor = n / voxels % 2 == 0 && random.nextInt(5) > 0;
      y[n] = (byte) (tumor ? 1 + random.nextInt(3) : 0);
    }
    return new TaskBatch(PATCH, 4, streams, x, y);
  }

  static TrainingPlanBuilder plan(TrainingPreset preset) {
    return preset.plan(2, 1).dropout(0).clipNorm(1e9).averagingDecay(0).microBatch(6);
  }

  static TrainingStep step(TrainingPlanBuilder plan, NDManager manager, Device... on) {
    TrainingStep step = new TrainingStep(plan.build(), manager, List.of(on), Precision.FLOAT32);
    step.first().network().initialize(1, step.first().manager());
    step.distribute();
    return step;
  }

  static TrainingStep deep(TrainingPreset preset, NDManager manager) {
    return step(plan(preset).deepSupervision(DEEP), manager, Device.cpu());
  }

  static Map<String, float[]> values(Map<String, NDArray> arrays) {
    Map<String, float[]> values = new TreeMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  static Map<String, float[]> auxiliary(Replica replica) {
    Map<String, float[]> values = new TreeMap<>();
    replica
        .network()
        .auxiliaryParameters()
        .forEach((name, parameter) -> values.put(name, parameter.getArray().toFloatArray()));
    return values;
  }
}
