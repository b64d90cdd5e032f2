package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimingsTest {
  private static final Offset<Double> HAIR = within(1e-9);

  private long nanos = 7;

  private void pass(double seconds) {
    nanos += Math.round(seconds * 1e9);
  }

  @Test
  void stagesAddUpToTheTimeThatHasPassed() {
    Timings times = Timings.from(() -> nanos);
    pass(1.5);
    times.end("model");
    pass(0.25);
    times.end("read");
    pass(3);
    times.end(Map.of("network", 2.0, "fuse", 0.5), "close");
    pass(0.5);
    times.end("read");

    assertThat(times.seconds().keySet()).startsWith("model", "read").endsWith("close");
    assertThat(times.seconds().get("read")).isCloseTo(0.75, HAIR);
    assertThat(times.seconds().get("close")).isCloseTo(0.5, HAIR);
    assertThat(times.seconds().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo((nanos - 7) * 1e-9, HAIR);
  }

  @Test
  void printsEveryStageAndTheSum() {
    Timings times = Timings.from(() -> nanos);
    pass(1.5);
    times.end("model");
    pass(0.25);
    times.end("read");
    StringWriter text = new StringWriter();

    times.print(new PrintWriter(text));

    assertThat(text.toString().lines())
        .hasSize(3)
        .startsWith("model           1.500 s", "read            0.250 s");
    assertThat(text.toString()).contains("all             1.750 s");
  }

  @Test
  void countsFromTheStartOfJava() {
    Timings times = Timings.fromStartOfJava();
    times.end("start");

    assertThat(times.seconds().get("start")).isGreaterThan(0.05);
  }
}
