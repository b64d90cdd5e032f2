package io.github.omnet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  @Test
  void namesAreReadInAnyCase() {
    for (Precision precision : Precision.values()) {
      assertThat(Precision.of(precision.name())).isEqualTo(precision);
      assertThat(Precision.of(precision.toString())).isEqualTo(precision);
    }
    assertThatThrownBy(() -> Precision.of("half"))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("'half'")
        .hasMessageContaining("bfloat16");
  }

  @Test
  void whatAutoMeansIsUpToThePropertyThenToEngineAndProcessor() {
    String before = System.getProperty("omnet.precision");
    try {
      System.setProperty("omnet.precision", "bfloat16");
      assertThat(Precision.AUTO.resolve(EngineKind.PYTORCH, Device.cpu()))
          .isEqualTo(Precision.BFLOAT16);
      assertThatThrownBy(() -> Precision.AUTO.resolve(EngineKind.MXNET, Device.cpu()))
          .isInstanceOf(OmnetException.class)
          .hasMessageStartingWith("system property omnet.precision: engine mxnet");
      System.setProperty("omnet.precision", "half");
      assertThatThrownBy(() -> Precision.AUTO.resolve(EngineKind.PYTORCH, Device.cpu()))
          .isInstanceOf(OmnetException.class)
          .hasMessageStartingWith("system property omnet.precision: 'half' is no precision");
      System.setProperty("omnet.precision", "auto");
      assertThat(Precision.AUTO.resolve(EngineKind.MXNET, Device.cpu()))
          .isEqualTo(Precision.FLOAT32);
      assertThat(Precision.AUTO.resolve(EngineKind.PYTORCH, Device.gpu()))
          .isEqualTo(Precision.FLOAT32);
      assertThat(Precision.AUTO.resolve(EngineKind.PYTORCH, Device.cpu()))
          .isEqualTo(
              CpuFeatures.multipliesBfloat16(CpuFeatures.here())
                      && Engines.available().contains(EngineKind.PYTORCH)
                  ? Precision.BFLOAT16
                  : Precision.FLOAT32);
      assertThat(Precision.AUTO.resolveForTraining(EngineKind.PYTORCH, Device.cpu(), 8))
          .isEqualTo(Precision.FLOAT32);
      assertThat(Precision.AUTO.resolveForTraining(EngineKind.PYTORCH, Device.cpu(), 16))
          .isEqualTo(Precision.AUTO.resolve(EngineKind.PYTORCH, Device.cpu()));
      assertThat(Precision.AUTO.resolveForTraining(EngineKind.PYTORCH, Device.cpu(), 17))
          .isEqualTo(Precision.FLOAT32);
      assertThat(Precision.BFLOAT16.resolveForTraining(EngineKind.PYTORCH, Device.cpu(), 8))
          .isEqualTo(Precision.BFLOAT16);
      System.setProperty("omnet.precision", "bfloat16");
      assertThat(Precision.AUTO.resolveForTraining(EngineKind.PYTORCH, Device.cpu(), 8))
          .isEqualTo(Precision.BFLOAT16);
    } finally {
      if (before == null) {
        System.clearProperty("omnet.precision");
      } else {
        System.setProperty("omnet.precision", before);
      }
    }
  }

  @Test
  void whatAnEngineOrADeviceCannotIsRefused() {
    assertThatThrownBy(() -> Precision.BFLOAT16.resolve(EngineKind.MXNET, Device.cpu()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("mxnet")
        .hasMessageContaining("choose pytorch, or float32");
    assertThatThrownBy(() -> Precision.BFLOAT16.requireFits(EngineKind.PYTORCH, Device.gpu()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("gpu(0)")
        .hasMessageContaining("float32");
  }
}
