package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.Floats;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TransferRule;
import io.github.omnet.models.reference.Differences;
import io.github.omnet.models.reference.Layers;
import io.github.omnet.models.reference.ReferenceNetwork;
import io.github.omnet.models.reference.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loss and gradients of a whole training step against the plain-Java reference and its central
 * differences: three streams, patches that don't count, the binary third task.
 */
class MaskedLossGradientIT {
  private static final Shape PATCH = new Shape(16, 8, 8);
  private static final int[] STREAMS = {2, 1, 1};

  /** By task, whether each patch that it sees counts; see {@link #classes}. */
  private static final boolean[][] COUNTS = {
    {true, true}, {false, true, true}, {false, true, false, true}
  };

  /** Deep and shallow, shared and of each task alone. */
  private static final List<String> EVERYWHERE =
      List.of(
          "backbone.enc0.entry.body.conv.weight",
          "backbone.bottom.third.bn.gamma",
          "backbone.up2.up.body.conv.weight",
          "backbone.up0.stage.third.bn.beta",
          "head1.features.body.conv.weight",
          "head1.classifier.bias",
          "head2.classifier.weight",
          "head3.classifier.bias");

  private final Tensor images = Tensor.random(1, 4, 4, PATCH.z(), PATCH.y(), PATCH.x());

  /**
   * The first patch has no tumour; the second is mostly core and counts for all tasks; the third is
   * oedema and serves its own task alone, and so does the last, which is mixed.
   */
  private static byte[] classes() {
    int[][] drawn = {{0}, {3, 3, 1, 2, 0}, {2, 2, 0}, {0, 1, 2, 3}};
    Random random = new Random(8);
    int voxels = PATCH.voxels();
    byte[] classes = new byte[drawn.length * voxels];
    for (int k = 0; k < classes.length; k++) {
      int[] choice = drawn[k / voxels];
      classes[k] = (byte) choice[random.nextInt(choice.length)];
    }
    return classes;
  }

  private static double[] losses(List<Tensor> scores) {
    byte[] classes = classes();
    double[] losses = new double[3];
    for (int task = 0; task < 3; task++) {
      int[] truth = new int[classes.length];
      for (int k = 0; k < truth.length; k++) {
        truth[k] = task < 2 ? classes[k] : classes[k] == 3 ? 1 : 0;
      }
      losses[task] = Layers.crossEntropy(scores.get(task), truth, COUNTS[task]);
    }
    return losses;
  }

  private Function<ReferenceNetwork, List<Tensor>> reference(
      Architecture architecture, Map<String, double[]> parameters) {
    if (!architecture.equals(Architecture.OM_NET_CGA)) {
      return net -> net.omNet(images, STREAMS);
    }
    List<Tensor> guidance = new ReferenceNetwork(parameters, true).guidance(images);
    return net -> net.omNetCga(images, guidance, STREAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-cga"})
  void lossAndGradientsAreThoseOfTheReference(Architecture architecture) {
    try (NDManager manager = TestEngine.newManager()) {
      TaskBatch batch = new TaskBatch(PATCH, 4, STREAMS, images.floats(), classes());
      TrainingPlan plan =
          new TrainingPlanBuilder(
                  architecture, NetworkConfig.omNet(2).withDropout(0), Curriculum.joint(3, 1))
              .microBatch(4)
              .build();
      try (TrainingStep step =
          new TrainingStep(plan, manager, List.of(Device.cpu()), Precision.FLOAT32)) {
        Map<String, double[]> parameters =
            EngineArrays.randomize(step.first().network(), step.first().manager(), 6);
        step.distribute();
        Function<ReferenceNetwork, List<Tensor>> forward = reference(architecture, parameters);
        ReferenceNetwork slow = new ReferenceNetwork(parameters, true);
        float[] losses = Floats.toArray(step.gradientOf(batch, TransferRule.RELEASE, 1).losses());
        EngineArrays.assertClose(losses, losses(forward.apply(slow)), 1e-5);
        Supplier<Double> loss = () -> Arrays.stream(losses(forward.apply(slow))).sum();
        for (String name : EVERYWHERE) {
          double[] values = parameters.get(name);
          int k = values.length / 2;
          double expected = Differences.derivative(loss, values, k);
          float actual = step.first().gradients().get(name).toFloatArray()[k];
          // Floats flip a ReLU here and there that doubles do not: 0.4 % in the first layer.
          assertThat((double) actual)
              .as(name)
              .isCloseTo(expected, within(1e-2 * Math.abs(expected) + 1e-6));
        }
      }
    }
  }
}
