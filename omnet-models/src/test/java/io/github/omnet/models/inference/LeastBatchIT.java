package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.ComputeShare;
import org.junit.jupiter.api.Test;

class LeastBatchIT {
  private static final Shape SMALL = new Shape(16, 16, 16);
  private static final Shape LARGE = new Shape(72, 88, 72);

  private static int leastBatch(Precision precision, Shape window) throws Exception {
    try (ComputeShare share = ComputeShare.of(TestEngine.kind(), Device.cpu(), 1);
        NetworkRunner network =
            new NetworkRunner(TestModels.random(4, 1), 0, TestEngine.kind(), precision, share)) {
      return network.leastBatch(window);
    }
  }

  @Test
  void aSmallWindowOf32BitFloatsTakesWhatTheEngineIsFastAt() throws Exception {
    assertThat(leastBatch(Precision.FLOAT32, SMALL)).isEqualTo(TestEngine.kind().leastBatch());
  }

  @Test
  void aLargeWindowIsComputedOnce() throws Exception {
    assertThat(leastBatch(Precision.FLOAT32, LARGE)).isEqualTo(1);
  }

  @Test
  void bfloat16IsFastWithAnyWindow() throws Exception {
    assumeTrue(TestEngine.kind() == EngineKind.PYTORCH, "MXNet knows 32-bit floats alone");
    assumeTrue(
        Precision.AUTO.resolve(EngineKind.PYTORCH, Device.cpu()) == Precision.BFLOAT16,
        "this processor has no bfloat16");
    assertThat(leastBatch(Precision.BFLOAT16, SMALL)).isEqualTo(1);
  }
}
