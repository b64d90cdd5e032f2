package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.internal.step.NetworkState;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The average of the weights against one in plain Java, on every engine. */
class WeightAverageIT {
  private static final double DECAY = 0.3;

  /** Two voxels at the bottom: PyTorch normalises no single one. */
  private static final Shape PATCH = new Shape(16, 8, 8);

  private static TrainingPlan plan(TrainingPreset preset) {
    return preset.plan(2, 10).patch(PATCH).patchesPerTask(1).averagingDecay(DECAY).build();
  }

  /** One stream more in each of the first steps, as in a curriculum. */
  private static TaskBatch batch(int tasks) {
    Shape patch = PATCH;
    java.util.Random random = new java.util.Random(tasks);
    float[] images = new float[tasks * 4 * patch.voxels()];
    byte[] classes = new byte[tasks * patch.voxels()];
    for (int n = 0; n < images.length; n++) {
      images[n] = (float) random.nextGaussian();
    }
    for (int n = 0; n < classes.length; n++) {
      classes[n] = (byte) random.nextInt(4);
    }
    int[] streams = new int[tasks];
    Arrays.fill(streams, 1);
    return new TaskBatch(patch, 4, streams, images, classes);
  }

  private static Map<String, float[]> values(Replica replica) {
    Map<String, float[]> values = new TreeMap<>();
    BlockParameters.of(replica.network())
        .forEach((name, parameter) -> values.put(name, parameter.getArray().toFloatArray()));
    return values;
  }

  private static void step(TrainingStep step, int tasks) {
    step.gradientOf(batch(tasks), TransferRule.RELEASE, 1);
    step.update(0.1);
  }

  @Test
  void everyParameterIsAveragedFromItsFirstUpdateOn() {
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = TrainingTiming.step(plan(TrainingPreset.OM_NET), manager)) {
      Map<String, double[]> expected = new TreeMap<>();
      Map<String, Integer> counts = new TreeMap<>();
      for (int tasks : new int[] {1, 2, 2, 3, 3, 3}) {
        step(step, tasks);
        values(step.first())
            .forEach(
                (name, value) -> {
                  if (step.first().network().learns(name, tasks)) {
                    int n = counts.merge(name, 1, Integer::sum) - 1;
                    double[] mean = expected.computeIfAbsent(name, k -> doubles(value));
                    double stays = n == 0 ? 0 : Math.min(DECAY, (1.0 + n) / (10.0 + n));
                    for (int k = 0; k < mean.length; k++) {
                      mean[k] = stays * mean[k] + (1 - stays) * value[k];
                    }
                  }
                });
      }
      assertThat(counts.values()).contains(6, 5, 3);
      Map<String, Tensor> packaged = step.first().weights().get(0);
      Map<String, float[]> last = values(step.first());
      assertThat(expected.keySet()).isEqualTo(last.keySet());
      expected.forEach(
          (name, mean) -> {
            float[] found = of(packaged, name).values();
            for (int k = 0; k < mean.length; k++) {
              assertThat((double) found[k]).as(name).isCloseTo(mean[k], within(1e-5));
            }
          });
      // The training itself goes on with other values, until they are exchanged for good.
      String weight = "backbone.enc0.entry.body.conv.weight";
      float[] averaged = of(packaged, weight).values();
      assertThat(last.get(weight)).isNotEqualTo(averaged);
      step.first().settle();
      assertThat(values(step.first()).get(weight)).isEqualTo(averaged);
      assertThat(of(step.first().weights().get(0), weight).values()).isEqualTo(averaged);
    }
  }

  @Test
  void eachNetworkOfACascadeIsPackagedWithItsOwnAverage() {
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = TrainingTiming.step(plan(TrainingPreset.MC3), manager)) {
      step(step, 3);
      step(step, 3);
      assertThat(step.first().weights()).hasSize(3);
      for (int n = 0; n < 3; n++) {
        // Each member's names are those of its own network, and its values differ from the last.
        Map<String, Tensor> packaged = step.first().weights().get(n);
        Map<String, Tensor> last = NetworkState.weights(step.first().network()).get(n);
        assertThat(packaged.keySet()).isEqualTo(last.keySet());
        String weight = "backbone.enc0.entry.body.conv.weight";
        assertThat(of(packaged, weight).values()).isNotEqualTo(of(last, weight).values());
        assertThat(of(packaged, weight).shape()).isEqualTo(of(last, weight).shape());
      }
    }
  }

  @Test
  void aStateOfOtherParametersIsRefused() {
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = TrainingTiming.step(plan(TrainingPreset.OM_NET), manager)) {
      step(step, 1);
      Map<String, Tensor> state = new TreeMap<>(step.first().state());
      String raw = state.keySet().stream().filter(k -> k.startsWith("raw/")).findFirst().get();
      state.remove(raw);
      assertThatThrownBy(() -> step.restore(state))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("averages do not fit '" + raw.substring(4) + "'");
    }
  }

  private static Tensor of(Map<String, Tensor> weights, String name) {
    return java.util.Objects.requireNonNull(weights.get(name), name);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int n = 0; n < values.length; n++) {
      doubles[n] = values[n];
    }
    return doubles;
  }
}
