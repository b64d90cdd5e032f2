package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.network.BlockParameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OmNetIT {
  private static final Shape PATCHES = new Shape(3, 4, 8, 16, 8);

  private static NDArray randomInput(NDManager manager, Shape shape) {
    Random random = new Random(5);
    float[] values = new float[(int) shape.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return manager.create(values, shape);
  }

  @Test
  void everyTaskGivesScoresForEveryVoxel() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(4));
      Initialization.ofRelease(1).apply(net, manager);
      NDList out =
          net.forward(
              new ParameterStore(manager, false), new NDList(randomInput(manager, PATCHES)), false);
      assertThat(out.getShapes())
          .containsExactly(
              new Shape(3, 5, 8, 16, 8), new Shape(3, 5, 8, 16, 8), new Shape(3, 2, 8, 16, 8));
    }
  }

  @Test
  void aTrainingPassThroughDjlKeepsTheWeights() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(2));
      assertThat(net.isInitialized()).isFalse();
      Initialization.ofRelease(1).apply(net, manager);
      assertThat(net.isInitialized()).isTrue();
      NDArray weight = BlockParameters.of(net).get("head1.classifier.weight").getArray();
      float[] before = weight.toFloatArray();
      ParameterStore store = new ParameterStore(manager, false);
      for (int pass = 0; pass < 2; pass++) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
          NDArray x = randomInput(manager, new Shape(2, 4, 8, 8, 8));
          collector.backward(net.forward(store, new NDList(x), true).get(0).sum());
        }
      }
      assertThat(BlockParameters.of(net).get("head1.classifier.weight").getArray())
          .isSameAs(weight);
      assertThat(weight.toFloatArray()).isEqualTo(before);
    }
  }

  @Test
  void foldingChangesNothingButRounding() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(4));
      Initialization.ofRelease(1).apply(net, manager);
      ParameterStore store = new ParameterStore(manager, false);
      NDArray x = randomInput(manager, PATCHES);
      Pass training = new Pass(store, true, 3, 0.9f);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        // Moves the running statistics off 0 and 1.
        collector.backward(net.forwardStreams(training, x, 1, 1, 1).get(0).sum());
      }
      NDList before = net.forward(store, new NDList(x), false);
      NDList after = net.fold().forward(new ParameterStore(manager, false), new NDList(x), false);
      for (int task = 0; task < 3; task++) {
        float difference = before.get(task).sub(after.get(task)).abs().max().getFloat();
        float size = before.get(task).abs().max().getFloat();
        assertThat(difference).isLessThan(1e-4f * size);
      }
    }
  }

  @Test
  void gradientsReachEveryLearnableParameterOfTheTasksThatRan() {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(2));
      Initialization.ofRelease(1).apply(net, manager);
      NDArray x = randomInput(manager, PATCHES);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        Pass pass = new Pass(new ParameterStore(manager, false), true, 3, 0.9f);
        NDList scores = net.forwardStreams(pass, x, 1, 1, 1);
        assertThat(scores.get(0).getShape().get(0)).isEqualTo(1);
        assertThat(scores.get(1).getShape().get(0)).isEqualTo(2);
        assertThat(scores.get(2).getShape().get(0)).isEqualTo(3);
        NDArray loss = manager.zeros(new Shape(1));
        for (NDArray s : scores) {
          loss = loss.add(s.logSoftmax(1).get(":, 0:1").sum());
        }
        collector.backward(loss);
      }
      BlockParameters.of(net)
          .forEach(
              (name, p) -> {
                if (p.requiresGradient() && !name.endsWith("conv.bias")) {
                  float largest = p.getArray().getGradient().abs().max().getFloat();
                  assertThat(largest).as(name).isGreaterThan(0).isFinite();
                }
              });
    }
  }
}
