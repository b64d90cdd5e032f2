package io.github.omnet.models.training;

import static io.github.omnet.models.training.DeepSteps.DEEP;
import static io.github.omnet.models.training.DeepSteps.PATCH;
import static io.github.omnet.models.training.DeepSteps.TRANSFER;
import static io.github.omnet.models.training.DeepSteps.auxiliary;
import static io.github.omnet.models.training.DeepSteps.batch;
import static io.github.omnet.models.training.DeepSteps.deep;
import static io.github.omnet.models.training.DeepSteps.plan;
import static io.github.omnet.models.training.DeepSteps.step;
import static io.github.omnet.models.training.DeepSteps.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TaskTargets;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.network.NetworkSummary;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heads on coarser levels of the decoder, within a step: losses, gradients and parameters. */
class DeepSupervisionIT {
  @ParameterizedTest
  @EnumSource(names = {"MC1", "MC3", "OM_NET", "OM_NET_SE", "OM_NET_CGA"})
  void neitherParametersNorPackagedWeightsOfTheNetworkChange(TrainingPreset preset) {
    try (NDManager manager = TestEngine.newManager();
        TrainingStep plain = step(plan(preset), manager, Device.cpu());
        TrainingStep deep = deep(preset, manager)) {
      assertThat(NetworkSummary.ParameterCounts.of(deep.first().network()))
          .isEqualTo(NetworkSummary.ParameterCounts.of(plain.first().network()));
      List<Map<String, float[]>> packaged = packaged(deep.first());
      List<Map<String, float[]>> expected = packaged(plain.first());
      for (int n = 0; n < expected.size(); n++) {
        assertThat(packaged.get(n)).containsExactlyEntriesOf(expected.get(n));
      }
      int tasks = plain.first().network().config().classes().size();
      TreeSet<String> more = new TreeSet<>(deep.first().parameters().keySet());
      more.removeAll(plain.first().parameters().keySet());
      assertThat(more).hasSize(2 * 2 * tasks).allMatch(name -> name.contains(".level"));
    }
  }

  private static List<Map<String, float[]>> packaged(Replica replica) {
    List<Map<String, float[]>> weights = new ArrayList<>();
    replica
        .weights()
        .forEach(
            network -> {
              Map<String, float[]> values = new TreeMap<>();
              network.forEach((name, tensor) -> values.put(name, tensor.values()));
              weights.add(values);
            });
    return weights;
  }

  @ParameterizedTest
  @EnumSource(names = {"MC3", "OM_NET", "OM_NET_CGA"})
  void theFullResolutionHasItsLossAndItsShareOfTheGradient(TrainingPreset preset) {
    TaskBatch batch = batch(3, 2, 2, 2);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep plain = step(plan(preset), manager, Device.cpu());
        TrainingStep deep = deep(preset, manager)) {
      TrainingStep.Gradient without = plain.gradientOf(batch, TransferRule.NONE, 1);
      TrainingStep.Gradient with = deep.gradientOf(batch, TransferRule.NONE, 1);
      assertThat(with.losses()).isEqualTo(without.losses());
      Map<String, float[]> expected = values(plain.first().gradients());
      Map<String, float[]> actual = values(deep.first().gradients());
      int compared = 0;
      for (String name : expected.keySet()) {
        // The heads of the full resolution see nothing of the other levels.
        if (name.contains("classifier")) {
          float[] scaled = expected.get(name).clone();
          for (int n = 0; n < scaled.length; n++) {
            scaled[n] *= (float) DEEP.share(0);
          }
          assertThat(actual.get(name)).as(name).containsExactly(scaled, offset(1e-5f));
          compared++;
        }
      }
      assertThat(compared).isEqualTo(6);
      String shared = preset == TrainingPreset.MC3 ? "net1.backbone" : "backbone";
      assertThat(actual.get(shared + ".up1.stage.exit.body.conv.weight"))
          .isNotEqualTo(expected.get(shared + ".up1.stage.exit.body.conv.weight"));
    }
  }

  /**
   * With cross-entropy the gradient of a bias is the mean of probability less truth over the voxels
   * that count, here written out; so truth, mask, weights and micro-batches are right.
   */
  @ParameterizedTest
  @EnumSource(names = {"MC3", "OM_NET", "OM_NET_CGA"})
  void aHeadFollowsTheTruthAtItsLevelOfThePatchesThatCount(TrainingPreset preset) {
    TaskBatch batch = batch(4, 2, 2, 2);
    TransferRule rule = preset == TrainingPreset.MC3 ? TransferRule.NONE : TRANSFER;
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = deep(preset, manager)) {
      step.gradientOf(batch, rule, 1);
      Map<String, float[]> gradients = values(step.first().gradients());
      TaskNetwork network = step.first().network();
      NDArray x = TensorOps.array(manager, batch.intensities(), batch.tensorShape());
      ParameterStore store = new ParameterStore(manager, false);
      // MXNet has batch statistics only while gradients are recorded.
      List<NDList> levels;
      try (var collector = manager.getEngine().newGradientCollector()) {
        levels = network.forwardLevels(store, 1, 0.9f, x, batch.streams());
        collector.backward(levels.get(0).get(0).sum());
      }
      assertThat(levels).hasSize(3);
      for (int level = 1; level <= 2; level++) {
        for (int task = 0; task < 3; task++) {
          TaskTargets targets = new TaskTargets(batch, network, task, rule, LabelScheme.BRATS2021);
          float[] p = levels.get(level).get(task).softmax(1).toFloatArray();
          float[] expected =
              biasGradient(batch, targets, network.firstStream(task), task, level, p);
          String prefix =
              preset == TrainingPreset.MC3 ? "net" + (task + 1) + ".head1" : "head" + (task + 1);
          assertThat(gradients.get(prefix + ".level" + level + ".bias"))
              .as(prefix + " level " + level)
              .containsExactly(expected, offset(1e-5f));
        }
      }
    }
  }

  /** Slow and plain; takes from the targets only which patches count. */
  private static float[] biasGradient(
      TaskBatch batch, TaskTargets targets, int firstStream, int task, int level, float[] p) {
    int classes = task == 2 ? 2 : 5;
    int side = 1 << level;
    int first = firstStream * 2;
    int end = 2 * (task + 1);
    float[] full = targets.oneHot(batch, 0);
    int fine = PATCH.voxels();
    double[] sums = new double[classes];
    long counting = 0;
    int voxels = fine / (side * side * side);
    for (int patch = first; patch < end; patch++) {
      float counts = 0;
      for (int c = 0; c < classes; c++) {
        counts += full[((patch - first) * classes + c) * fine];
      }
      if (counts == 0) {
        continue;
      }
      int v = 0;
      for (int z = 0; z < PATCH.z(); z += side) {
        for (int y = 0; y < PATCH.y(); y += side) {
          for (int cell = 0; cell < PATCH.x(); cell += side, v++) {
            int truth = majority(batch.classes(), patch, cell, y, z, side, task == 2);
            for (int c = 0; c < classes; c++) {
              sums[c] += p[((patch - first) * classes + c) * voxels + v] - (c == truth ? 1 : 0);
            }
          }
        }
      }
      counting += voxels;
    }
    float[] gradient = new float[classes];
    for (int c = 0; c < classes; c++) {
      gradient[c] = (float) (DEEP.share(level) * sums[c] / counting);
    }
    return gradient;
  }

  private static int majority(
      byte[] classes, int patch, int x, int y, int z, int side, boolean binary) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int k = z; k < z + side; k++) {
      for (int j = y; j < y + side; j++) {
        for (int i = x; i < x + side; i++) {
          int id = classes[patch * PATCH.voxels() + PATCH.index(i, j, k)];
          counts.merge(binary ? (id == 3 ? 1 : 0) : id, 1, Integer::sum);
        }
      }
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    List<Integer> best =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return best.get(best.size() > 1 && best.get(0) == 0 ? 1 : 0);
  }

  @Test
  void gradientsOfMicroBatchesAddUp() {
    TaskBatch one = batch(3, 1, 1, 1);
    int n = one.intensities().length / 3;
    int v = one.classes().length / 3;
    float[] x = new float[6 * n];
    byte[] y = new byte[6 * v];
    for (int p = 0; p < 6; p++) {
      System.arraycopy(one.intensities(), p / 2 * n, x, p * n, n);
      System.arraycopy(one.classes(), p / 2 * v, y, p * v, v);
    }
    TaskBatch twice = new TaskBatch(PATCH, 4, new int[] {2, 2, 2}, x, y);
    TrainingPlanBuilder plan = plan(TrainingPreset.OM_NET).microBatch(3).deepSupervision(DEEP);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep whole = step(plan, manager, Device.cpu());
        TrainingStep split = step(plan, manager, Device.cpu())) {
      TrainingStep.Gradient expected = whole.gradientOf(one, TRANSFER, 1);
      TrainingStep.Gradient actual = split.gradientOf(twice, TRANSFER, 1);
      assertThat(actual.norm()).isCloseTo(expected.norm(), offset(1e-4 * expected.norm()));
      assertClose(values(whole.first().gradients()), values(split.first().gradients()), 2e-5f);
    }
  }

  private static void assertClose(
      Map<String, float[]> expected, Map<String, float[]> actual, float tolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(actual.get(name)).as(name).containsExactly(values, offset(tolerance)));
  }

  @ParameterizedTest
  @EnumSource(names = {"MC3", "OM_NET", "OM_NET_CGA"})
  void headsOfLaterTasksWaitForTheirStage(TrainingPreset preset) {
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = deep(preset, manager)) {
      for (int tasks = 3; tasks >= 1; tasks--) {
        int[] streams = new int[tasks];
        Arrays.fill(streams, 2);
        int learning = tasks;
        step.gradientOf(batch(3, streams), TransferRule.NONE, 1);
        TreeSet<String> expected = new TreeSet<>();
        step.first()
            .parameters()
            .forEach(
                (name, parameter) -> {
                  if (parameter.requiresGradient()
                      && step.first().network().learns(name, learning)) {
                    expected.add(name);
                  }
                });
        assertThat(new TreeSet<>(step.first().gradients().keySet())).isEqualTo(expected);
        assertThat(expected.stream().filter(name -> name.contains(".level"))).hasSize(4 * tasks);
        step.update(0);
      }
    }
  }

  @Test
  void twoDevicesTakeTheStepsOfOne() {
    assumeTrue(TestEngine.kind() == EngineKind.MXNET, "needs two devices");
    TrainingPlanBuilder plan = plan(TrainingPreset.OM_NET).microBatch(3).deepSupervision(DEEP);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep one = step(plan, manager, Device.cpu());
        TrainingStep two = step(plan, manager, Device.of("cpu", 0), Device.of("cpu", 1))) {
      for (int iteration = 0; iteration < 2; iteration++) {
        TaskBatch batch = batch(iteration, 3, 3, 3);
        one.gradientOf(batch, TRANSFER, iteration);
        two.gradientOf(batch, TRANSFER, iteration);
        if (iteration == 0) {
          assertClose(values(one.first().gradients()), values(two.first().gradients()), 1e-4f);
        }
        // Small steps: batch normalisation makes rounding grow from step to step.
        one.update(1e-3);
        two.update(1e-3);
      }
      Map<String, float[]> expected = auxiliary(one.first());
      assertThat(expected).hasSize(12);
      assertClose(expected, auxiliary(two.first()), 1e-5f);
    }
  }
}
