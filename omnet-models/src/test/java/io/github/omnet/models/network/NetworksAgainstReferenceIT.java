package io.github.omnet.models.network;

import static io.github.omnet.models.EngineArrays.assertClose;
import static io.github.omnet.models.EngineArrays.randomize;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.reference.ReferenceNetwork;
import io.github.omnet.models.reference.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks on the engine against the reference in plain Java. */
class NetworksAgainstReferenceIT {
  private static final NetworkConfig SMALL = NetworkConfig.omNet(3).withDropout(0);
  private static final Tensor PATCHES = Tensor.random(3, 3, 4, 8, 8, 16);

  private static List<Tensor> expected(
      Architecture architecture,
      Map<String, double[]> parameters,
      boolean training,
      int[] streams) {
    ReferenceNetwork reference = new ReferenceNetwork(parameters, training);
    return switch (architecture.toString()) {
      case "om-net-cga" -> reference.omNetCga(PATCHES, streams);
      case "cascade" -> reference.cascade(PATCHES);
      default -> reference.omNet(PATCHES, streams);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga", "cascade", "basic"})
  void scoresAreThoseOfTheReferenceBeforeAndAfterFolding(Architecture architecture) {
    boolean basic = architecture.equals(Architecture.BASIC);
    NetworkConfig config = basic ? NetworkConfig.basic(3, 5) : SMALL;
    int[] streams = basic ? new int[] {3} : new int[] {3, 0, 0};
    try (NDManager manager = TestEngine.newManager()) {
      TaskNetwork network = Networks.of(architecture, config);
      List<Tensor> expected =
          expected(architecture, randomize(network, manager, 5), false, streams);
      for (int round = 0; round < 2; round++) {
        NDList scores =
            network.forward(
                new ParameterStore(manager, false),
                new NDList(EngineArrays.of(manager, PATCHES)),
                false);
        assertThat(scores).hasSameSizeAs(expected);
        for (int task = 0; task < expected.size(); task++) {
          assertClose(scores.get(task), expected.get(task));
        }
        network.fold();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga"})
  void inTrainingEachTaskSeesItsStreams(Architecture architecture) {
    int[] streams = {1, 1, 1};
    try (NDManager manager = TestEngine.newManager()) {
      TaskNetwork network = Networks.of(architecture, SMALL);
      List<Tensor> expected = expected(architecture, randomize(network, manager, 5), true, streams);
      Pass pass = new Pass(new ParameterStore(manager, false), true, 1, 0.9f);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDList scores = network.forwardStreams(pass, EngineArrays.of(manager, PATCHES), streams);
        collector.backward(scores.get(2).sum());
        for (int task = 0; task < 3; task++) {
          assertClose(scores.get(task), expected.get(task));
        }
      }
    }
  }

  @Test
  void everyNetworkOfACascadeBeginsAsTheReleaseDoes() {
    try (NDManager manager = TestEngine.newManager()) {
      ModelCascade cascade = new ModelCascade(SMALL);
      Initialization.ofRelease(3).apply(cascade, manager);
      Map<String, ai.djl.nn.Parameter> parameters = BlockParameters.of(cascade);
      float[][] weights = new float[3][];
      for (int net = 1; net <= 3; net++) {
        String first = "net" + net + ".backbone.enc0.entry.body.conv.";
        assertThat(parameters.get(first + "bias").getArray().toFloatArray()).containsOnly(0f);
        assertThat(parameters.get("net" + net + ".head1.classifier.bias").getArray().toFloatArray())
            .containsOnly(0.1f);
        weights[net - 1] = parameters.get(first + "weight").getArray().toFloatArray();
      }
      assertThat(weights[0]).isNotEqualTo(weights[1]);
      assertThat(weights[1]).isNotEqualTo(weights[2]);
    }
  }
}
