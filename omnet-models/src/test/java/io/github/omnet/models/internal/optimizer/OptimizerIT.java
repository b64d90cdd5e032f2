package io.github.omnet.models.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.NetworkParts;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.reference.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates on the engine, of every type of parameter, against the definitions in doubles. */
class OptimizerIT {
  private static final double[] RATES = {0.05, 0.05, 0.02, 0, 0.05, 0.01};

  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  static Stream<OptimizerConfig> configs() {
    return Stream.of(
        new SgdConfig(0.05, 0.9, 0.3),
        new SgdConfig(0.05, 0, 0),
        AdamConfig.ADAM,
        new AdamConfig(0.05, 0.8, 0.9, 1e-2, 0.3, false),
        new AdamConfig(0.05, 0.8, 0.9, 1e-8, 0.3, true));
  }

  /** Weights, biases, scales, shifts, and running statistics that have no gradient. */
  private Map<String, Parameter> parameters() {
    Block head = NetworkParts.taskHead(3, 2);
    EngineArrays.randomize(head, manager, 5);
    return BlockParameters.of(head);
  }

  private static Map<String, NDArray> gradients(
      NDManager owner, Map<String, Parameter> parameters, long seed) {
    Random random = new Random(seed);
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            float[] values = new float[Math.toIntExact(parameter.getShape().size())];
            for (int k = 0; k < values.length; k++) {
              values[k] = (float) random.nextGaussian();
            }
            gradients.put(name, owner.create(values, parameter.getShape()));
          }
        });
    return gradients;
  }

  private static Map<String, float[]> values(Map<String, Parameter> parameters) {
    Map<String, float[]> values = new LinkedHashMap<>();
    parameters.forEach((name, p) -> values.put(name, p.getArray().toFloatArray()));
    return values;
  }

  @ParameterizedTest
  @MethodSource("configs")
  void severalUpdatesAreThoseOfTheDefinition(OptimizerConfig config) {
    Map<String, Parameter> parameters = parameters();
    Map<String, SlowOptimizer[]> slow = new LinkedHashMap<>();
    values(parameters)
        .forEach(
            (name, values) -> {
              SlowOptimizer[] each = new SlowOptimizer[values.length];
              for (int k = 0; k < each.length; k++) {
                each[k] = new SlowOptimizer(config, parameters.get(name).getType(), values[k]);
              }
              slow.put(name, each);
            });
    try (Optimizer optimizer = Optimizer.of(config, manager)) {
      for (int step = 0; step < RATES.length; step++) {
        Map<String, NDArray> gradients = gradients(manager, parameters, step);
        if (step < 2) {
          // Joins later, as a head does in a curriculum.
          gradients.remove("classifier.weight");
        }
        optimizer.update(parameters, gradients, RATES[step]);
        double rate = RATES[step];
        gradients.forEach(
            (name, gradient) -> {
              float[] g = gradient.toFloatArray();
              for (int k = 0; k < g.length; k++) {
                slow.get(name)[k].update(g[k], rate);
              }
            });
      }
    }
    slow.forEach(
        (name, each) -> {
          double[] expected = Stream.of(each).mapToDouble(SlowOptimizer::value).toArray();
          EngineArrays.assertClose(parameters.get(name).getArray().toFloatArray(), expected, 2e-6);
        });
  }

  @Test
  void aParameterWithoutAGradientStays() {
    Map<String, Parameter> parameters = parameters();
    Map<String, float[]> before = values(parameters);
    Map<String, NDArray> gradients = gradients(manager, parameters, 1);
    gradients.keySet().retainAll(java.util.Set.of("classifier.bias"));
    try (Optimizer optimizer = Optimizer.of(SgdConfig.RELEASE, manager)) {
      optimizer.update(parameters, gradients, 1);
      assertThat(optimizer.state()).containsOnlyKeys("velocity/classifier.bias");
    }
    values(parameters)
        .forEach(
            (name, after) -> {
              boolean same = java.util.Arrays.equals(after, before.get(name));
              assertThat(same).as(name).isEqualTo(!name.equals("classifier.bias"));
            });
  }

  @Test
  void adamsFirstUpdateIsTheRateWhateverTheGradientsSize() {
    Map<String, Parameter> parameters = parameters();
    Parameter gamma = parameters.get("features.body.bn.gamma");
    float[] before = gamma.getArray().toFloatArray();
    NDArray gradient = manager.create(new float[] {1e-3f, -1, 1e3f});
    try (Optimizer optimizer = Optimizer.of(AdamConfig.ADAM, manager)) {
      optimizer.update(parameters, Map.of("features.body.bn.gamma", gradient), 0.25);
    }
    float[] expected = {before[0] - 0.25f, before[1] + 0.25f, before[2] - 0.25f};
    EngineArrays.assertClose(gamma.getArray().toFloatArray(), EngineArrays.doubles(expected), 1e-5);
  }

  /** Weights that a convolution has used are kept by MXNet in a layout of oneDNN's. */
  @ParameterizedTest
  @MethodSource("configs")
  void weightsInUseAreUpdatedInPlace(OptimizerConfig config) {
    TaskNetwork network = Networks.of(Architecture.OM_NET, NetworkConfig.omNet(2).withDropout(0));
    EngineArrays.randomize(network, manager, 5);
    Map<String, Parameter> parameters = BlockParameters.of(network);
    ParameterStore store = new ParameterStore(manager, false);
    double first = 0;
    double last = 0;
    try (Optimizer optimizer = Optimizer.of(config, manager)) {
      for (int step = 0; step < 5; step++) {
        try (NDManager own = manager.newSubManager()) {
          last = meanSquare(network, store, own);
          first = step == 0 ? last : first;
          Map<String, NDArray> gradients = new LinkedHashMap<>();
          parameters.forEach(
              (name, p) -> {
                if (p.requiresGradient() && network.learns(name, 1)) {
                  NDArray gradient = p.getArray().getGradient();
                  gradient.attach(own);
                  gradients.put(name, gradient.duplicate());
                  TensorOps.of(gradient).forget(gradient);
                }
              });
          optimizer.update(parameters, gradients, 0.01);
        }
      }
    }
    assertThat(last).isLessThan(0.99 * first);
  }

  /** Mean square of the scores for an input that is always the same; leaves gradients. */
  private static double meanSquare(TaskNetwork network, ParameterStore store, NDManager own) {
    NDArray x = EngineArrays.of(own, Tensor.random(1, 2, 4, 8, 8, 8));
    try (GradientCollector collector = own.getEngine().newGradientCollector()) {
      NDArray y = network.forwardStreams(store, 1, 0.9f, x, 2).get(0);
      NDArray loss = y.mul(y).mean();
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void updatesLeaveNoArraysBehind(OptimizerConfig config) {
    Map<String, Parameter> parameters = parameters();
    int before = manager.getManagedArrays().size();
    try (Optimizer optimizer = Optimizer.of(config, manager)) {
      int after = 0;
      for (int step = 0; step < 4; step++) {
        try (NDManager own = manager.newSubManager()) {
          Map<String, NDArray> gradients = gradients(own, parameters, step);
          GradientNorm.clip(gradients, 1);
          optimizer.update(parameters, gradients, 0.01);
        }
        if (step == 0) {
          after = manager.getManagedArrays().size();
        }
        optimizer.restore(optimizer.state(), parameters);
      }
      assertThat(manager.getManagedArrays()).hasSize(after);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingChanges() {
    Map<String, Parameter> parameters = parameters();
    Map<String, float[]> before = values(parameters);
    try (Optimizer optimizer = Optimizer.of(SgdConfig.RELEASE, manager)) {
      Map<String, NDArray> gradients = gradients(manager, parameters, 1);
      assertThatThrownBy(() -> optimizer.update(parameters, gradients, Double.NaN))
          .hasMessageContaining("NaN");
      gradients.put("other", manager.zeros(new Shape(2)));
      assertThatThrownBy(() -> optimizer.update(parameters, gradients, 1))
          .hasMessageContaining("'other'");
      gradients.remove("other");
      gradients.put("classifier.bias", manager.zeros(new Shape(3)));
      assertThatThrownBy(() -> optimizer.update(parameters, gradients, 1))
          .hasMessageContaining("'classifier.bias'")
          .hasMessageContaining("(3)")
          .hasMessageContaining("(2)");
      assertThat(optimizer.state()).isEmpty();
    }
    values(parameters).forEach((name, v) -> assertThat(v).isEqualTo(before.get(name)));
  }
}
