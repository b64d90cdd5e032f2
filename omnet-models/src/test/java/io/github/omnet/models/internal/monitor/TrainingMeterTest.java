package io.github.omnet.models.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

  private final TrainingMeter meter = new TrainingMeter(2);

  private void step(int patches, double seconds, double waited) {
    Throughput work = new Throughput(patches, (long) (seconds * SECOND), (long) (waited * SECOND));
    meter.step(work, Map.of());
  }

  @Test
  void theRecentSpeedIsThatOfTheWindow() {
    step(10, 10, 0);
    step(20, 2, 0);
    step(20, 2, 0.5);
    assertThat(meter.recent().patchesPerSecond()).isCloseTo(10, EXACTLY);
    assertThat(meter.recent().idleShare()).isCloseTo(0.125, EXACTLY);
    assertThat(meter.overall()).isEqualTo(new Throughput(50, 14 * SECOND, SECOND / 2));
  }

  @Test
  void nothingIsKnownBeforeTheFirstStep() {
    assertThat(meter.recent().patchesPerSecond()).isNaN();
    assertThat(meter.recent().idleShare()).isNaN();
    assertThat(meter.smoothedLosses()).isEmpty();
  }

  @Test
  void lossesAreSmoothedEachOnItsOwn() {
    Throughput work = new Throughput(1, 1, 0);
    meter.step(work, Map.of("loss1", 2.0));
    meter.step(work, Map.of("loss1", 1.0, "loss2", 5.0));
    meter.step(work, Map.of("loss1", Double.NaN));
    // (0.98 * 0.02 * 2 + 0.02 * 1) / (0.98 * 0.02 + 0.02)
    assertThat(meter.smoothedLosses().get("loss1")).isCloseTo(2.96 / 1.98, EXACTLY);
    assertThat(meter.smoothedLosses().get("loss2")).isCloseTo(5, EXACTLY);
  }

  @Test
  void theMeanOfTheJavadocIsRight() {
    ExponentialMean mean = new ExponentialMean(0.5);
    assertThat(mean.value()).isNaN();
    assertThat(mean.add(1)).isEqualTo(1);
    assertThat(mean.add(4)).isEqualTo(3);
    assertThat(mean.add(Double.POSITIVE_INFINITY)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aMeanThatForgetsNothingOrNeverLearnsIsRefused(double keep) {
    assertThatThrownBy(() -> new ExponentialMean(keep))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void impossibleStepsAreRefused() {
    assertThatThrownBy(() -> new Throughput(1, 5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Throughput(-1, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TrainingMeter(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
