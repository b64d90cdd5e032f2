package io.github.omnet.models.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | 0 | 1",
        "constant | 5000 | 1",
        "step(80,0.5) | 79 | 1",
        "step(80,0.5) | 80 | 0.5",
        "step(80,0.5) | 399 | 0.0625",
        "step(80,0.5) | 800 | 0.0009765625",
        "poly(0.9) | 0 | 1",
        "poly(0.9) | 250 | 0.7718895",
        "poly(0.9) | 500 | 0.5358867",
        "poly(0.9) | 999 | 0.0019952623",
        "poly(2) | 750 | 0.0625",
        "poly(2) | 1000 | 0",
        "poly(2) | 9000 | 0",
        "cosine | 0 | 1",
        "cosine | 250 | 0.8535534",
        "cosine | 500 | 0.5",
        "cosine | 1000 | 0",
        "cosine | 9000 | 0"
      })
  void factors(String text, long iteration, double expected) {
    Schedule schedule = Schedule.parse(text, 0, 1000);
    assertThat(schedule.factorAt(iteration)).isCloseTo(expected, within(1e-7));
  }

  @Test
  void aWarmUpRisesLinearlyAndThenTheCurveBegins() {
    Schedule schedule = Schedule.parse("cosine", 4, 14);
    double[] factors = new double[15];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = schedule.factorAt(i);
    }
    assertThat(factors).startsWith(0.2, 0.4, 0.6, 0.8, 1);
    assertThat(factors[9]).isCloseTo(0.5, within(1e-12));
    assertThat(factors[14]).isZero();
    assertThat(Schedule.step(3, 0.1).withWarmUp(1).factorAt(3)).isEqualTo(1);
    assertThat(Schedule.step(3, 0.1).withWarmUp(1).factorAt(4)).isEqualTo(0.1);
  }

  @Test
  void aWarmUpIsReplacedByAnother() {
    assertThat(Schedule.constant().withWarmUp(9).withWarmUp(2))
        .isEqualTo(Schedule.constant().withWarmUp(2));
    assertThat(Schedule.constant().withWarmUp(9).withWarmUp(0)).isEqualTo(Schedule.constant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step(80000,0.5)",
        "step(1,0.000001)",
        "poly(0.9)",
        "poly(3)",
        "cosine"
      })
  void theTextFormReadsBack(String text) {
    Schedule schedule = Schedule.parse(text, 10, 400_000);
    assertThat(schedule).hasToString(text);
    assertThat(Schedule.parse(schedule.toString(), 10, 400_000)).isEqualTo(schedule);
    assertThat(Schedule.parse(" " + text.toUpperCase(java.util.Locale.ROOT), 10, 400_000))
        .isEqualTo(schedule);
  }

  @Test
  void theTextFormNamesTheFactories() {
    assertThat(Schedule.parse("constant", 0, 7)).isEqualTo(Schedule.constant());
    assertThat(Schedule.parse("step(2, 0.5)", 0, 7)).isEqualTo(Schedule.step(2, 0.5));
    assertThat(Schedule.parse("poly(0.9)", 3, 7))
        .isEqualTo(Schedule.polynomial(0.9, 4).withWarmUp(3));
    assertThat(Schedule.parse("cosine", 0, 7)).isEqualTo(Schedule.cosine(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "linear",
        "poly",
        "poly()",
        "poly(a)",
        "poly(1,2)",
        "step(0.5,2)",
        "cosine(1)"
      })
  void anUnknownTextIsAnsweredWithTheKnownOnes(String text) {
    assertThatThrownBy(() -> Schedule.parse(text, 0, 10))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("constant, step(EVERY,FACTOR)")
        .hasMessageContaining("poly(POWER)")
        .hasMessageContaining("cosine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step(0,0.5) | at least 1 iteration, found 0",
        "step(5,0) | (0, 1], found 0",
        "step(5,1.5) | (0, 1], found 1.5",
        "poly(0) | above 0, found 0",
        "poly(1e999) | above 0, found Infinity"
      })
  void numbersOutOfRangeAreNamed(String text, String message) {
    assertThatThrownBy(() -> Schedule.parse(text, 0, 10))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aWarmUpMustFitIntoTheTraining() {
    assertThatThrownBy(() -> Schedule.parse("cosine", 10, 10)).hasMessageContaining("10 of 10");
    assertThatThrownBy(() -> Schedule.parse("cosine", -1, 10)).hasMessageContaining("-1 of 10");
    assertThatThrownBy(() -> Schedule.constant().withWarmUp(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Schedule.cosine(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> Schedule.constant().factorAt(-1)).hasMessageContaining("-1");
  }
}
