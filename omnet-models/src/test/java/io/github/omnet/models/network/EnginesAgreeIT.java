package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.reference.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MXNet and PyTorch in one process, given the same weights and the same patches. */
class EnginesAgreeIT {
  private static final Tensor PATCHES = Tensor.random(3, 2, 4, 8, 8, 16);

  private static List<float[]> scores(EngineKind engine, Architecture architecture) {
    boolean basic = architecture.equals(Architecture.BASIC);
    TaskNetwork network =
        Networks.of(architecture, basic ? NetworkConfig.basic(6, 5) : NetworkConfig.omNet(6));
    try (NDManager manager = Engines.start(engine).newBaseManager()) {
      EngineArrays.randomize(network, manager, 5);
      NDList out =
          network.forward(
              new ParameterStore(manager, false),
              new NDList(EngineArrays.of(manager, PATCHES)),
              false);
      List<float[]> scores = new ArrayList<>();
      out.forEach(task -> scores.add(task.toFloatArray()));
      return scores;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga", "cascade", "basic"})
  void bothEnginesGiveTheSameScores(Architecture architecture) {
    assumeThat(Engines.available()).contains(EngineKind.MXNET, EngineKind.PYTORCH);
    List<float[]> mxnet = scores(EngineKind.MXNET, architecture);
    List<float[]> pytorch = scores(EngineKind.PYTORCH, architecture);
    assertThat(pytorch).hasSameSizeAs(mxnet);
    for (int task = 0; task < mxnet.size(); task++) {
      EngineArrays.assertClose(pytorch.get(task), EngineArrays.doubles(mxnet.get(task)), 1e-3);
    }
  }
}
