package io.github.omnet.models.network;

import static io.github.omnet.models.EngineArrays.assertClose;
import static io.github.omnet.models.EngineArrays.randomize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.reference.Layers;
import io.github.omnet.models.reference.ReferenceNetwork;
import io.github.omnet.models.reference.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each block on the engine against its definition in plain Java, on random input and weights. */
class BlocksAgainstReferenceIT {
  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  private Pass inference() {
    return Pass.inference(new ParameterStore(manager, false));
  }

  /** In use, or in training with the statistics of the batch. */
  private void check(
      TensorBlock block,
      boolean training,
      Tensor x,
      BiFunction<ReferenceNetwork, Tensor, Tensor> reference) {
    Map<String, double[]> parameters = randomize(block, manager, 7);
    Tensor expected = reference.apply(new ReferenceNetwork(parameters, training), x);
    NDArray in = EngineArrays.of(manager, x);
    if (!training) {
      assertClose(block.apply(inference(), in), expected);
      return;
    }
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray y = block.apply(pass, in);
      collector.backward(y.sum());
      assertClose(y, expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void convolution(int kernel) {
    check(
        new Within(new Convolution3d(3, 5, kernel)),
        false,
        Tensor.random(1, 2, 3, 4, 5, 6),
        (net, x) -> net.convolution("it", x));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void upConvolutionToFewerOrMoreChannels(int out) {
    check(
        new Within(new UpConvolution(3, out)),
        false,
        Tensor.random(2, 2, 3, 2, 3, 4),
        (net, x) -> net.upConvolution("it", x));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convolutionWithBatchNormalisation(boolean training) {
    check(
        ConvBn.of(3, 4),
        training,
        Tensor.random(3, 2, 3, 4, 4, 6),
        (net, x) -> net.batchNorm("bn", net.convolution("conv", x)));
  }

  @Test
  void trainingMovesTheRunningStatisticsTowardsThoseOfTheBatch() {
    ConvBn block = ConvBn.of(3, 4);
    Map<String, double[]> before = randomize(block, manager, 7);
    Tensor x = Tensor.random(3, 2, 3, 4, 4, 6);
    Tensor y = new ReferenceNetwork(before, true).convolution("conv", x);
    Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(block.apply(pass, EngineArrays.of(manager, x)).sum());
    }
    // PyTorch, like Caffe, keeps the estimate for the population, MXNet the batch's own variance.
    int values = y.n() * y.voxels();
    double scale = TestEngine.kind() == EngineKind.MXNET ? 1 : values / (values - 1.0);
    double[] variance = Layers.variance(y);
    for (int c = 0; c < variance.length; c++) {
      variance[c] *= scale;
    }
    assertMoved(block, "bn.mean", before, Layers.mean(y));
    assertMoved(block, "bn.variance", before, variance);
  }

  private static void assertMoved(
      ConvBn block, String name, Map<String, double[]> before, double[] batch) {
    double[] old = before.get(name);
    double[] expected = new double[batch.length];
    for (int c = 0; c < batch.length; c++) {
      expected[c] = 0.9 * old[c] + 0.1 * batch[c];
    }
    assertClose(BlockParameters.of(block).get(name).getArray().toFloatArray(), expected, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void residualStage(boolean withExit) {
    for (boolean training : new boolean[] {false, true}) {
      check(
          new Within(new ResidualStage(3, 4, withExit)),
          training,
          Tensor.random(4, 2, 3, 4, 4, 6),
          (net, x) -> net.stage("it", x, withExit));
    }
  }

  @Test
  void upStage() {
    UpStage block = new UpStage(4, 2, true);
    Map<String, double[]> parameters = randomize(new Within(block), manager, 7);
    Tensor x = Tensor.random(5, 2, 4, 2, 2, 3);
    Tensor skip = Tensor.random(6, 2, 2, 4, 4, 6);
    NDArray y =
        block.apply(inference(), EngineArrays.of(manager, x), EngineArrays.of(manager, skip));
    assertClose(y, new ReferenceNetwork(parameters, false).upStage("it", x, skip, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void backbone(boolean training) {
    check(
        new Within(new Backbone(NetworkConfig.omNet(2).withDropout(0))),
        training,
        Tensor.random(7, 2, 4, 8, 16, 16),
        (net, x) -> net.backbone("it", x));
  }

  @Test
  void taskHeadWithAndWithoutExcitation() {
    Tensor x = Layers.relu(Tensor.random(8, 2, 8, 3, 4, 5));
    check(new Within(new TaskHead(8, 5)), false, x, (net, in) -> net.head("it", in));
    check(new Within(TaskHead.excited(8, 5)), false, x, (net, in) -> net.head("it", in));
  }

  @Test
  void squeezeExcitation() {
    check(
        new Within(new SqueezeExcitation(8, 4)),
        false,
        Layers.relu(Tensor.random(9, 2, 8, 3, 4, 5)),
        (net, x) -> net.squeezeExcitation("it", x));
  }

  @Test
  void crossTaskGuidedAttention() {
    CrossTaskGuidedAttention block = new CrossTaskGuidedAttention(4, 5, Set.of(1, 3), 2);
    Map<String, double[]> parameters = randomize(new Within(block), manager, 7);
    Tensor features = Layers.relu(Tensor.random(10, 2, 4, 3, 4, 5));
    Tensor guide = Tensor.random(11, 2, 5, 3, 4, 5);
    Tensor expected =
        new ReferenceNetwork(parameters, false)
            .attention("it", features, Layers.softmax(guide), Set.of(1, 3));
    NDList in = new NDList(EngineArrays.of(manager, features), EngineArrays.of(manager, guide));
    NDList out = block.forward(new ParameterStore(manager, false), in, false);
    assertClose(out.singletonOrThrow(), expected);
  }

  @Test
  void softmax() {
    Tensor scores = Tensor.random(12, 2, 5, 3, 4, 5);
    assertClose(EngineArrays.of(manager, scores).softmax(1), Layers.softmax(scores));
  }

  /** Gives a block's parameters a path, as they have in a network. */
  private static final class Within extends TensorBlock {
    private final TensorBlock block;

    Within(TensorBlock block) {
      this.block = addChildBlock("it", block);
    }

    @Override
    NDArray apply(Pass pass, NDArray x) {
      return block.apply(pass, x);
    }

    @Override
    ai.djl.ndarray.types.Shape trace(LayerTrace trace, String path, ai.djl.ndarray.types.Shape in) {
      return block.trace(trace, LayerTrace.join(path, "it"), in);
    }
  }
}
