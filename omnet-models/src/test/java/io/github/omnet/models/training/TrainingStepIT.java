package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.Floats;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.internal.optimizer.GradientNorm;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepIT {
  private static final Shape PATCH = new Shape(8, 8, 8);

  /** Class 3 where the first channel is high, 2 where it is middling: learnable in a few steps. */
  private static TaskBatch batch(long seed, int perTask) {
    return batch(seed, perTask, PATCH);
  }

  private static TaskBatch batch(long seed, int perTask, Shape patch) {
    Random random = new Random(seed);
    int voxels = patch.voxels();
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
    return new TaskBatch(patch, 4, new int[] {perTask, perTask, perTask}, x, y);
  }

  private static TrainingPlanBuilder plan(int width, float dropout) {
    return new TrainingPlanBuilder(
            Architecture.OM_NET,
            NetworkConfig.omNet(width).withDropout(dropout),
            Curriculum.joint(3, 100))
        .bnMomentum(0.9f)
        .microBatch(6);
  }

  private static TrainingStep step(TrainingPlanBuilder plan, NDManager manager, Device... on) {
    TrainingStep step = new TrainingStep(plan.build(), manager, List.of(on), Precision.FLOAT32);
    step.first().network().initialize(1, step.first().manager());
    step.distribute();
    return step;
  }

  @ParameterizedTest
  @EnumSource
  void theLossOfEveryTaskFallsWhenTheSameBatchIsLearnt(TaskLoss loss) {
    TaskBatch batch = batch(3, 2);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = step(plan(4, 0).loss(loss), manager, Device.cpu())) {
      List<Float> first = step.gradientOf(batch, TransferRule.RELEASE, 1).losses();
      List<Float> last = first;
      for (int iteration = 0; iteration < 60; iteration++) {
        step.update(0.05);
        last = step.gradientOf(batch, TransferRule.RELEASE, 1).losses();
      }
      // Without cross-entropy the Dice of regions falls more slowly.
      float share = loss == TaskLoss.REGION_DICE ? 0.9f : 0.8f;
      for (int task = 0; task < 3; task++) {
        assertThat(last.get(task)).isLessThan(share * first.get(task));
      }
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    TaskBatch batch = batch(3, 2);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = step(plan(2, 0.5f).microBatch(3), manager, Device.cpu())) {
      int after = 0;
      for (int iteration = 0; iteration < 4; iteration++) {
        step.gradientOf(batch, TransferRule.RELEASE, 1);
        step.update(0.01);
        if (iteration == 0) {
          after = step.first().manager().getManagedArrays().size();
        }
      }
      assertThat(step.first().manager().getManagedArrays()).hasSize(after);
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
    TaskBatch first = streams(batch(3, 2), 1);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = step(plan(2, 0.5f), manager, Device.cpu())) {
      assertThat(step.gradientOf(first, TransferRule.RELEASE, 1).losses()).hasSize(1);
      assertThat(step.first().gradients().keySet())
          .anyMatch(name -> name.startsWith("head1."))
          .noneMatch(name -> name.startsWith("head2.") || name.startsWith("head3."));
    }
  }

  /** Every patch twice: two equal micro-batches, each with half of the loss. */
  private static TaskBatch twice(TaskBatch one) {
    int n = one.intensities().length / 3;
    int v = one.classes().length / 3;
    float[] x = new float[6 * n];
    byte[] y = new byte[6 * v];
    for (int p = 0; p < 6; p++) {
      System.arraycopy(one.intensities(), p / 2 * n, x, p * n, n);
      System.arraycopy(one.classes(), p / 2 * v, y, p * v, v);
    }
    return new TaskBatch(PATCH, 4, new int[] {2, 2, 2}, x, y);
  }

  @Test
  void gradientsOfMicroBatchesAddUp() {
    TaskBatch one = batch(3, 1);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep whole = step(plan(2, 0).microBatch(3), manager, Device.cpu());
        TrainingStep split = step(plan(2, 0).microBatch(3), manager, Device.cpu())) {
      TrainingStep.Gradient expected = whole.gradientOf(one, TransferRule.RELEASE, 1);
      TrainingStep.Gradient actual = split.gradientOf(twice(one), TransferRule.RELEASE, 1);
      assertThat(Floats.toArray(actual.losses()))
          .containsExactly(Floats.toArray(expected.losses()), offset(1e-5f));
      assertThat(actual.norm()).isCloseTo(expected.norm(), offset(1e-4));
      assertSame(whole.first().gradients(), split.first().gradients(), 2e-5f);
    }
  }

  @Test
  void theGradientIsClippedToItsNorm() {
    TaskBatch batch = batch(3, 2);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep free = step(plan(2, 0), manager, Device.cpu());
        TrainingStep clipped = step(plan(2, 0).clipNorm(0.1), manager, Device.cpu())) {
      double norm = free.gradientOf(batch, TransferRule.RELEASE, 1).norm();
      assertThat(clipped.gradientOf(batch, TransferRule.RELEASE, 1).norm())
          .isEqualTo(norm)
          .isGreaterThan(0.1);
      assertThat(GradientNorm.of(clipped.first().gradients())).isCloseTo(0.1, offset(1e-4));
    }
  }

  /** The first so many streams of a batch. */
  private static TaskBatch streams(TaskBatch all, int count) {
    int[] sizes = Arrays.copyOf(all.streams(), count);
    int voxels = Arrays.stream(sizes).sum() * all.patch().voxels();
    return new TaskBatch(
        all.patch(),
        4,
        sizes,
        Arrays.copyOf(all.intensities(), 4 * voxels),
        Arrays.copyOf(all.classes(), voxels));
  }

  private static double norm(Map<String, NDArray> gradients, String prefix) {
    double squares = 0;
    for (Map.Entry<String, NDArray> gradient : gradients.entrySet()) {
      if (gradient.getKey().startsWith(prefix)) {
        for (float value : gradient.getValue().toFloatArray()) {
          squares += (double) value * value;
        }
      }
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = "TWO_LEVEL") // the same network, with more channels
  void theNormCoversTheParametersThatTrainInAStageAndNoOthers(TrainingPreset preset) {
    TrainingPlanBuilder plan = preset.plan(2, 1).microBatch(6);
    TaskBatch batch = batch(3, 2, new Shape(16, 16, 16));
    int all = preset.plan(2, 1).build().network().classes().size();
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = step(plan, manager, Device.cpu())) {
      // Backwards, so that gradients left from a stage with more tasks would show.
      for (int tasks = all; tasks >= 1; tasks--) {
        List<String> later = List.of("head2.", "head3.", "net2.", "net3.");
        TreeSet<String> learning = new TreeSet<>();
        BlockParameters.of(step.first().network())
            .forEach(
                (name, parameter) -> {
                  if (parameter.requiresGradient()) {
                    learning.add(name);
                  }
                });
        for (int task = tasks; task < 3; task++) {
          String head = later.get(task - 1);
          String net = later.get(task + 1);
          learning.removeIf(name -> name.startsWith(head) || name.startsWith(net));
        }
        TrainingStep.Gradient gradient =
            step.gradientOf(streams(batch, tasks), TransferRule.RELEASE, 1);
        Map<String, NDArray> gradients = step.first().gradients();
        assertThat(new TreeSet<>(gradients.keySet())).isEqualTo(learning);
        double expected = norm(gradients, "");
        assertThat(gradient.norm()).isCloseTo(expected, offset(1e-4 * expected));
        step.update(0);
      }
    }
  }

  @Test
  void eachNetworkOfACascadeIsClippedByItsOwnNorm() {
    TaskBatch batch = batch(3, 2, new Shape(16, 16, 16));
    TrainingPlanBuilder plan = TrainingPreset.MC3.plan(2, 1).microBatch(6);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep free = step(plan, manager, Device.cpu())) {
      free.gradientOf(batch, TransferRule.RELEASE, 1);
      double[] norms = new double[3];
      for (int n = 0; n < 3; n++) {
        norms[n] = norm(free.first().gradients(), "net" + (n + 1) + ".");
      }
      double[] sorted = norms.clone();
      Arrays.sort(sorted);
      double limit = (sorted[0] + sorted[1]) / 2;
      try (TrainingStep clipped = step(plan.clipNorm(limit), manager, Device.cpu())) {
        TrainingStep.Gradient gradient = clipped.gradientOf(batch, TransferRule.RELEASE, 1);
        assertThat(gradient.norm())
            .isCloseTo(norm(free.first().gradients(), ""), offset(1e-4 * gradient.norm()));
        for (int n = 0; n < 3; n++) {
          double own = norm(clipped.first().gradients(), "net" + (n + 1) + ".");
          assertThat(own).isCloseTo(Math.min(norms[n], limit), offset(1e-4 * limit));
        }
      }
    }
  }

  /** One batch's patches, but those of one stream from another. */
  private static TaskBatch withStreamOf(TaskBatch other, int stream, TaskBatch batch) {
    float[] x = batch.intensities().clone();
    byte[] y = batch.classes().clone();
    int patches = batch.streams()[stream];
    int voxels = patches * batch.patch().voxels();
    System.arraycopy(other.intensities(), 4 * stream * voxels, x, 4 * stream * voxels, 4 * voxels);
    System.arraycopy(other.classes(), stream * voxels, y, stream * voxels, voxels);
    return new TaskBatch(batch.patch(), 4, batch.streams(), x, y);
  }

  @Test
  void eachNetworkOfACascadeLearnsFromItsOwnStreamAlone() {
    Shape patch = new Shape(16, 16, 16);
    TaskBatch batch = batch(3, 2, patch);
    TrainingPlanBuilder plan = TrainingPreset.MC3.plan(2, 1).microBatch(6).clipNorm(0.01);
    try (NDManager manager = TestEngine.newManager()) {
      Map<String, float[]> before = gradients(plan, batch, manager);
      for (int stream = 0; stream < 3; stream++) {
        String own = "net" + (stream + 1) + ".";
        TaskBatch other = withStreamOf(batch(4, 2, patch), stream, batch);
        Map<String, float[]> after = gradients(plan, other, manager);
        TreeSet<String> changed = new TreeSet<>();
        before.forEach(
            (name, values) -> {
              if (!Arrays.equals(values, after.get(name))) {
                changed.add(name);
              }
            });
        assertThat(changed).isNotEmpty().allMatch(name -> name.startsWith(own));
      }
    }
  }

  private static Map<String, float[]> gradients(
      TrainingPlanBuilder plan, TaskBatch batch, NDManager manager) {
    try (TrainingStep step = step(plan, manager, Device.cpu())) {
      step.gradientOf(batch, TransferRule.RELEASE, 1);
      Map<String, float[]> values = new TreeMap<>();
      step.first().gradients().forEach((name, value) -> values.put(name, value.toFloatArray()));
      return values;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OM_NET", "OM_NET_CGA", "MC3"})
  void recalibrationReachesTheStatisticsOfEveryTask(TrainingPreset preset) {
    TrainingPlanBuilder plan = preset.plan(2, 1).microBatch(6);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = step(plan, manager, Device.cpu())) {
      Map<String, float[]> before = statistics(step.first());
      step.recalibrate(List.of(batch(1, 2, new Shape(16, 16, 16))));
      Map<String, float[]> after = statistics(step.first());
      assertThat(before).isNotEmpty();
      before.forEach((name, values) -> assertThat(after.get(name)).as(name).isNotEqualTo(values));
    }
  }

  private static Map<String, float[]> statistics(Replica replica) {
    Map<String, float[]> values = new TreeMap<>();
    BlockParameters.of(replica.network())
        .forEach(
            (name, parameter) -> {
              if (name.endsWith("mean") || name.endsWith("variance")) {
                values.put(name, parameter.getArray().toFloatArray());
              }
            });
    return values;
  }

  @Test
  void twoDevicesTakeTheStepsOfOne() {
    // Stand-ins for two GPUs; PyTorch knows only one CPU.
    assumeTrue(TestEngine.kind() == EngineKind.MXNET, "needs two devices");
    TrainingPlanBuilder plan = plan(2, 0.5f).microBatch(3);
    try (NDManager manager = TestEngine.newManager();
        TrainingStep one = step(plan, manager, Device.cpu());
        TrainingStep two = step(plan, manager, Device.of("cpu", 0), Device.of("cpu", 1))) {
      for (int iteration = 0; iteration < 3; iteration++) {
        // An odd number of micro-batches, so that one device has more of them.
        TaskBatch batch = batch(iteration, 3, new Shape(16, 16, 16));
        TrainingStep.Gradient expected = one.gradientOf(batch, TransferRule.RELEASE, iteration);
        TrainingStep.Gradient actual = two.gradientOf(batch, TransferRule.RELEASE, iteration);
        assertThat(Floats.toArray(actual.losses()))
            .containsExactly(Floats.toArray(expected.losses()), offset(1e-4f));
        if (iteration == 0) {
          assertSame(one.first().gradients(), two.first().gradients(), 1e-4f);
        }
        // Small steps: batch normalisation over few voxels makes rounding grow from step to step.
        one.update(1e-3);
        two.update(1e-3);
      }
      assertSame(learnt(one.first()), learnt(two.first()), 1e-4f);
    }
  }

  private static Map<String, NDArray> learnt(Replica replica) {
    Map<String, NDArray> values = new TreeMap<>();
    BlockParameters.of(replica.network())
        .forEach(
            (name, parameter) -> {
              if (parameter.requiresGradient()) {
                values.put(name, parameter.getArray());
              }
            });
    assertThat(values).isNotEmpty();
    return values;
  }

  private static void assertSame(
      Map<String, NDArray> expected, Map<String, NDArray> actual, float tolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(actual.get(name).toFloatArray())
                .as(name)
                .containsExactly(values.toFloatArray(), offset(tolerance)));
  }
}
