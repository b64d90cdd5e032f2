package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.GarbageCollection;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.loss.LossShare;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the backward pass needs of the forward pass must be there for it: DJL's PyTorch engine reads
 * in place what Java wrote.
 */
class GarbageCollectionIT {
  private static final Shape PATCHES = new Shape(6, 4, 8, 8, 8);

  @ParameterizedTest
  @EnumSource
  void changesNoGradientOfALoss(TaskLoss loss) {
    assertUnchanged(Architecture.OM_NET, loss);
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga", "cascade"})
  void changesNoGradientOfANetwork(Architecture architecture) {
    assertUnchanged(architecture, TaskLoss.CROSS_ENTROPY);
  }

  private static void assertUnchanged(Architecture architecture, TaskLoss loss) {
    TaskNetwork network = Networks.of(architecture, NetworkConfig.omNet(4).withDropout(0.3f));
    try (NDManager manager = TestEngine.newManager()) {
      network.initialize(1, manager);
      Map<String, float[]> expected = gradients(network, manager, loss, () -> {});
      Map<String, float[]> actual = gradients(network, manager, loss, GarbageCollection::run);
      assertThat(actual.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
      actual.forEach(
          (name, g) -> assertThat(g).as(name).containsExactly(expected.get(name), offset(1e-5f)));
    }
  }

  /** Gradients of all tasks' losses together. */
  private static Map<String, float[]> gradients(
      TaskNetwork network, NDManager manager, TaskLoss loss, Runnable beforeBackward) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(normal(PATCHES), PATCHES);
      try (GradientCollector collector = step.getEngine().newGradientCollector()) {
        ParameterStore store = new ParameterStore(manager, false);
        NDArray total = step.zeros(new Shape());
        for (NDArray scores : network.forwardStreams(store, 1, 0.9f, x, 2, 2, 2)) {
          total =
              total.add(
                  loss.of(
                      scores,
                      firstClass(step, scores.getShape()),
                      share(scores),
                      LabelScheme.BRATS2021));
        }
        beforeBackward.run();
        collector.backward(total);
      }
      return taken(network, step);
    }
  }

  private static LossShare share(NDArray scores) {
    return LossShare.whole(scores.size() / scores.getShape().get(1));
  }

  private static NDArray firstClass(NDManager step, Shape shape) {
    NDArray one = step.ones(new Shape(shape.get(0), 1, shape.get(2), shape.get(3), shape.get(4)));
    Shape others =
        new Shape(shape.get(0), shape.get(1) - 1, shape.get(2), shape.get(3), shape.get(4));
    return one.concat(step.zeros(others), 1);
  }

  private static Map<String, float[]> taken(TaskNetwork network, NDManager step) {
    Map<String, float[]> taken = new TreeMap<>();
    BlockParameters.of(network)
        .forEach(
            (name, parameter) -> {
              if (parameter.requiresGradient()) {
                NDArray gradient = parameter.getArray().getGradient();
                gradient.attach(step);
                taken.put(name, gradient.toFloatArray());
                TensorOps.of(gradient).forget(gradient);
              }
            });
    return taken;
  }

  private static float[] normal(Shape shape) {
    Random random = new Random(1);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }
}
