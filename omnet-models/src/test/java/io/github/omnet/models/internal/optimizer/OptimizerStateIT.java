package io.github.omnet.models.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.NetworkParts;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.SafeTensors;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an optimiser remembers can be saved, restored and gone on with, to the last bit. */
class OptimizerStateIT {
  private static final String LATE = "classifier.weight";

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
        SgdConfig.RELEASE,
        AdamConfig.ADAM,
        AdamConfig.ADAMW,
        new AdamConfig(1e-2, 0.9, 0.99, 1e-8, 0.1, false));
  }

  private Map<String, Parameter> parameters() {
    Block head = NetworkParts.taskHead(3, 2);
    NetworkParts.initialize(head, 5, manager);
    return BlockParameters.of(head);
  }

  private static void update(Optimizer optimizer, Map<String, Parameter> parameters, int step) {
    Random random = new Random(step);
    try (NDManager own = parameters.get(LATE).getArray().getManager().newSubManager()) {
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      parameters.forEach(
          (name, parameter) -> {
            float[] values = new float[Math.toIntExact(parameter.getShape().size())];
            for (int k = 0; k < values.length; k++) {
              values[k] = (float) random.nextGaussian();
            }
            if (parameter.requiresGradient() && (step >= 2 || !name.equals(LATE))) {
              gradients.put(name, own.create(values, parameter.getShape()));
            }
          });
      optimizer.update(parameters, gradients, 1e-2 / (1 + step));
    }
  }

  private static Map<String, List<Integer>> bits(Map<String, Parameter> parameters) {
    Map<String, List<Integer>> bits = new TreeMap<>();
    parameters.forEach((name, p) -> bits.put(name, bits(p.getArray().toFloatArray())));
    return bits;
  }

  private static Map<String, List<Integer>> stateBits(Map<String, Tensor> state) {
    Map<String, List<Integer>> bits = new TreeMap<>();
    state.forEach((name, tensor) -> bits.put(name, bits(tensor.values())));
    return bits;
  }

  private static List<Integer> bits(float[] values) {
    return java.util.stream.IntStream.range(0, values.length)
        .mapToObj(k -> Float.floatToRawIntBits(values[k]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void resumedUpdatesAreThoseOfAnUninterruptedRun(OptimizerConfig config) throws IOException {
    // Before and after a parameter joins.
    for (int stop : new int[] {1, 3}) {
      Map<String, Parameter> whole = parameters();
      Map<String, Parameter> resumed = parameters();
      try (Optimizer optimizer = Optimizer.of(config, manager);
          Optimizer before = Optimizer.of(config, manager);
          Optimizer after = Optimizer.of(config, manager)) {
        for (int step = 0; step < 6; step++) {
          update(optimizer, whole, step);
        }
        for (int step = 0; step < stop; step++) {
          update(before, resumed, step);
        }
        byte[] file = SafeTensors.encode(before.state());
        after.restore(SafeTensors.decode(file, "checkpoint"), resumed);
        for (int step = stop; step < 6; step++) {
          update(after, resumed, step);
        }
        assertThat(bits(resumed)).isEqualTo(bits(whole));
        assertThat(stateBits(after.state())).isEqualTo(stateBits(optimizer.state()));
      }
    }
  }

  @Test
  void stepsAreCountedForEachParameter() {
    Map<String, Parameter> parameters = parameters();
    try (Optimizer optimizer = Optimizer.of(AdamConfig.ADAM, manager)) {
      for (int step = 0; step < 3; step++) {
        update(optimizer, parameters, step);
      }
      Map<String, Tensor> state = optimizer.state();
      assertThat(state.get("steps/" + LATE).values()).containsExactly(1);
      assertThat(state.get("steps/classifier.bias").values()).containsExactly(3);
      assertThat(List.copyOf(state.keySet())).isSorted().hasSize(18);
      assertThat(state.get("moment2/" + LATE).shape()).containsExactly(2L, 3L, 1L, 1L, 1L);
    }
  }

  @Test
  void restoringReplacesWhatWasThere() {
    Map<String, Parameter> parameters = parameters();
    try (Optimizer optimizer = Optimizer.of(AdamConfig.ADAM, manager)) {
      update(optimizer, parameters, 3);
      optimizer.restore(Map.of(), parameters);
      assertThat(optimizer.state()).isEmpty();
    }
  }

  private Map<String, Tensor> adamState(Map<String, Parameter> parameters) {
    try (Optimizer optimizer = Optimizer.of(AdamConfig.ADAM, manager)) {
      update(optimizer, parameters, 3);
      return new TreeMap<>(optimizer.state());
    }
  }

  private void assertRefused(
      OptimizerConfig config,
      Map<String, Tensor> state,
      Map<String, Parameter> parameters,
      String... said) {
    try (Optimizer optimizer = Optimizer.of(config, manager)) {
      update(optimizer, parameters, 3);
      Map<String, List<Integer>> before = stateBits(optimizer.state());
      assertThatThrownBy(() -> optimizer.restore(state, parameters))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll(said);
      assertThat(stateBits(optimizer.state())).isEqualTo(before);
    }
  }

  @Test
  void anotherOptimisersStateIsRefused() {
    Map<String, Parameter> parameters = parameters();
    Map<String, Tensor> state = adamState(parameters);
    assertRefused(SgdConfig.RELEASE, state, parameters, "'moment1/", "keeps velocity");
  }

  @Test
  void theStateOfAnotherNetworkIsRefused() {
    Map<String, Parameter> parameters = parameters();
    Map<String, Tensor> state = adamState(parameters);
    Tensor one = new Tensor(List.of(1L), new float[] {1});
    state.put("moment1/head9.bias", one);
    assertRefused(AdamConfig.ADAM, state, parameters, "'moment1/head9.bias'", "no known parameter");
    state.remove("moment1/head9.bias");
    state.put("moment2/" + LATE, one);
    assertRefused(
        AdamConfig.ADAM, state, parameters, "'moment2/" + LATE + "'", "[1]", "[2, 3, 1, 1, 1]");
  }

  @Test
  void anIncompleteStateIsRefused() {
    Map<String, Parameter> parameters = parameters();
    Map<String, Tensor> state = adamState(parameters);
    Tensor steps = state.remove("steps/" + LATE);
    assertThat(steps).isNotNull();
    assertRefused(AdamConfig.ADAM, state, parameters, "lacks 'steps/" + LATE + "'");
    for (float wrong : new float[] {0, 1.5f, Float.NaN}) {
      state.put("steps/" + LATE, new Tensor(List.of(1L), new float[] {wrong}));
      assertRefused(AdamConfig.ADAM, state, parameters, "'steps/" + LATE + "' is " + wrong);
    }
  }
}
