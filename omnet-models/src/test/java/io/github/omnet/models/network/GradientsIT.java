package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.reference.Differences;
import io.github.omnet.models.reference.Layers;
import io.github.omnet.models.reference.ReferenceNetwork;
import io.github.omnet.models.reference.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Gradients on the engine against central differences of the plain-Java reference: those of {@code
 * sum(weights * output)} by every parameter and by the inputs.
 */
class GradientsIT {
  private static final Set<Integer> REGION = Set.of(1, 2, 3);

  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  /** A learnable array with values, so that the engine gives its gradient. */
  private NDArray learnable(Tensor t) {
    NDArray array = EngineArrays.of(manager, t);
    array.setRequiresGradient(true);
    return array;
  }

  private static double weighted(Tensor y, Tensor weights) {
    double sum = 0;
    for (int k = 0; k < y.values().length; k++) {
      sum += y.values()[k] * weights.values()[k];
    }
    return sum;
  }

  /** Runs forward and back. */
  private void backward(Supplier<NDArray> output, Tensor weights) {
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(output.get().mul(EngineArrays.of(manager, weights)).sum());
    }
  }

  private static void assertGradients(
      TensorBlock block, Map<String, double[]> values, Supplier<Double> loss) {
    Map<String, Parameter> parameters = new LinkedHashMap<>(BlockParameters.of(block));
    values.forEach(
        (name, v) -> {
          Parameter parameter = parameters.get(name);
          float[] gradient = parameter.getArray().getGradient().toFloatArray();
          EngineArrays.assertClose(gradient, Differences.gradient(loss, v), 1e-4);
        });
  }

  @Test
  void upConvolution() {
    UpConvolution block = new UpConvolution(3, 2);
    Map<String, double[]> values = EngineArrays.randomize(block, manager, 4);
    Tensor x = Tensor.random(1, 2, 3, 2, 3, 2);
    Tensor weights = Tensor.random(2, 2, 2, 4, 6, 4);
    NDArray in = learnable(x);
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    backward(() -> block.apply(pass, in), weights);
    double[] weight = values.get("weight");
    double[] bias = values.get("bias");
    Supplier<Double> loss = () -> weighted(Layers.upConvolution(x, weight, bias), weights);
    assertGradients(block, values, loss);
    EngineArrays.assertClose(
        in.getGradient().toFloatArray(), Differences.gradient(loss, x.values()), 1e-4);
  }

  @Test
  void attentionPassesGradientsToItsFeaturesButNoneToItsGuide() {
    CrossTaskGuidedAttention block = new CrossTaskGuidedAttention(3, 5, REGION, 2);
    Map<String, double[]> values = EngineArrays.randomize(block, manager, 4);
    Map<String, double[]> named = new LinkedHashMap<>();
    values.forEach((name, v) -> named.put("it." + name, v));
    ReferenceNetwork reference = new ReferenceNetwork(named, true);
    Tensor features = Tensor.random(1, 2, 3, 2, 3, 2);
    for (int k = 0; k < features.values().length; k++) {
      features.values()[k] = (float) (0.1 + Math.abs(features.values()[k]));
    }
    Tensor guide = Tensor.random(3, 2, 5, 2, 3, 2);
    Tensor weights = Tensor.random(2, 2, 2, 2, 3, 2);
    NDArray in = learnable(features);
    NDArray scores = learnable(guide);
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    // The guide's own term keeps it in the graph: its gradient must be this and nothing else.
    Tensor own = Tensor.random(5, 2, 5, 2, 3, 2);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray y = block.apply(pass, in, scores).mul(EngineArrays.of(manager, weights)).sum();
      collector.backward(y.add(scores.mul(EngineArrays.of(manager, own)).sum()));
    }
    Tensor probabilities = Layers.softmax(guide);
    Supplier<Double> loss =
        () -> weighted(reference.attention("it", features, probabilities, REGION), weights);
    assertGradients(block, values, loss);
    EngineArrays.assertClose(
        in.getGradient().toFloatArray(), Differences.gradient(loss, features.values()), 1e-4);
    EngineArrays.assertClose(scores.getGradient().toFloatArray(), own.values(), 1e-6);
  }

  @Test
  void squeezeExcitation() {
    SqueezeExcitation block = new SqueezeExcitation(8, 4);
    Map<String, double[]> values = EngineArrays.randomize(block, manager, 4);
    Map<String, double[]> named = new LinkedHashMap<>();
    values.forEach((name, v) -> named.put("it." + name, v));
    ReferenceNetwork reference = new ReferenceNetwork(named, true);
    Tensor x = Tensor.random(1, 2, 8, 2, 3, 2);
    Tensor weights = Tensor.random(2, 2, 8, 2, 3, 2);
    NDArray in = learnable(x);
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    backward(() -> block.apply(pass, in), weights);
    Supplier<Double> loss = () -> weighted(reference.squeezeExcitation("it", x), weights);
    assertGradients(block, values, loss);
    EngineArrays.assertClose(
        in.getGradient().toFloatArray(), Differences.gradient(loss, x.values()), 1e-4);
  }

  @Test
  void noLossReachesHeadOneThroughTheAttentionOfLaterTasks() {
    OmNetCga network = new OmNetCga(NetworkConfig.omNet(2).withDropout(0));
    EngineArrays.randomize(network, manager, 5);
    NDArray x = EngineArrays.of(manager, Tensor.random(3, 3, 4, 8, 8, 16));
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDList scores = network.forwardStreams(pass, x, 1, 1, 1);
      assertThat(scores.getShapes())
          .containsExactly(
              new Shape(1, 5, 8, 8, 16), new Shape(2, 5, 8, 8, 16), new Shape(3, 2, 8, 8, 16));
      // Task 1 joins with nothing, so that its parameters have a gradient at all.
      NDArray nothing = scores.get(0).mul(scores.get(0).zerosLike()).sum();
      collector.backward(scores.get(2).square().sum().add(nothing));
    }
    assertThat(gradient(network, "head1.classifier.weight")).containsOnly(0f);
    assertThat(gradient(network, "head2.classifier.weight")).containsOnly(0f);
    assertThat(gradient(network, "head3.classifier.weight")).doesNotContain(0f);
    assertThat(gradient(network, "backbone.enc0.entry.body.conv.weight")).doesNotContain(0f);
  }

  private static float[] gradient(TaskNetwork network, String name) {
    return BlockParameters.of(network).get(name).getArray().getGradient().toFloatArray();
  }
}
