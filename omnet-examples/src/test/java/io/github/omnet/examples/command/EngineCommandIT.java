package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import org.junit.jupiter.api.Test;

class EngineCommandIT {
  @Test
  void tellsWhatCanCompute() {
    JsonObject json = Run.of("engine", "--json").json();
    JsonObject mxnet = json.getAsJsonArray("engines").get(0).getAsJsonObject();

    assertThat(json.get("default").getAsString()).isEqualTo("mxnet");
    assertThat(json.get("cores").getAsInt()).isPositive();
    assertThat(mxnet.get("available").getAsBoolean()).isTrue();
    assertThat(mxnet.get("version").getAsString()).startsWith("1.9");
    assertThat(mxnet.get("library").getAsString()).contains("libmxnet");
    assertThat(mxnet.getAsJsonArray("devices").get(0).getAsString()).isEqualTo("cpu");
    assertThat(json.getAsJsonArray("engines")).hasSize(2);
    assertThat(mxnet.get("flavour").getAsString()).isNotEmpty();
  }

  @Test
  void saysWhyNoGpuIsUsed() {
    assertThat(GpuState.reason(0, false)).contains("driver");
    assertThat(GpuState.reason(1, false)).contains("built for the CPU alone");
    assertThat(GpuState.reason(1, true)).isNull();
  }

  @Test
  void tellsPeopleToo() {
    assertThat(Run.of("engine").succeeded().out()).contains("mxnet (default)").contains("threads");
  }
}
