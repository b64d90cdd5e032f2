package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.TestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a pass makes is gone when the pass is over. */
class NativeMemoryIT {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void passesLeaveNoArraysWithTheWeights(boolean folded) {
    try (NDManager manager = TestEngine.newManager()) {
      OmNet net = new OmNet(NetworkConfig.omNet(2));
      Initialization.ofRelease(1).apply(net, manager);
      if (folded) {
        net.fold();
      }
      ParameterStore store = new ParameterStore(manager, false);
      int after = 0;
      for (int pass = 0; pass < 4; pass++) {
        try (NDManager step = manager.newSubManager()) {
          NDArray x = step.zeros(new Shape(1, 4, 8, 8, 8));
          net.forwardStreams(Pass.inference(store), x, 1, 0, 0).get(0).toFloatArray();
        }
        if (pass == 0) {
          after = manager.getManagedArrays().size();
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(after);
    }
  }
}
