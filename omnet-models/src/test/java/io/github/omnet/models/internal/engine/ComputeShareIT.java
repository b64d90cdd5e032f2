package io.github.omnet.models.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import org.junit.jupiter.api.Test;

class ComputeShareIT {
  private static final EngineKind ENGINE = TestEngine.kind();

  @Test
  void onePassHasTheWholeDevice() {
    try (ComputeShare share = ComputeShare.of(ENGINE, Device.cpu(), 1)) {
      assertThat(share.device()).isEqualTo(Device.cpu());
      assertThat(share.threads()).isZero();
    }
  }

  @Test
  void threadsAreDividedAndNeverFewerThanOne() {
    try (ComputeShare half = ComputeShare.of(ENGINE, Device.cpu(), 2);
        ComputeShare little = ComputeShare.of(ENGINE, Device.cpu(), 64)) {
      assertThat(half.threads()).isEqualTo(Math.max(1, OpenMp.threads(ENGINE) / 2));
      assertThat(little.threads()).isEqualTo(Math.max(1, OpenMp.threads(ENGINE) / 64));
    }
  }

  @Test
  void sharesOfMxnetAreDevicesOfTheirOwnAndAreUsedAgain() {
    if (ENGINE != EngineKind.MXNET) {
      return;
    }
    int freed;
    try (ComputeShare one = ComputeShare.of(ENGINE, Device.cpu(), 2);
        ComputeShare two = ComputeShare.of(ENGINE, Device.cpu(), 2)) {
      freed = ((MxNetShare) one).number();
      assertThat(freed).isPositive().isNotEqualTo(((MxNetShare) two).number());
    }
    try (ComputeShare again = ComputeShare.of(ENGINE, Device.cpu(), 2)) {
      assertThat(((MxNetShare) again).number()).isEqualTo(freed);
    }
  }

  @Test
  void arraysOfAShareCompute() {
    try (ComputeShare share = ComputeShare.of(ENGINE, Device.cpu(), 2);
        NDManager manager = Engines.start(ENGINE).newBaseManager(share.device())) {
      share.enter();
      try {
        NDArray input =
            share.upload(new HostBuffer(), manager, new float[] {1, 2, 3, 9}, new Shape(3));
        assertThat(input.add(input).toFloatArray()).containsExactly(2, 4, 6);
      } finally {
        share.leave();
      }
    }
  }
}
