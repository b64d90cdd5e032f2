package io.github.omnet.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final AtomicLong clock = new AtomicLong(12345);
  private final StringWriter err = new StringWriter();

  @Test
  void saysNothingAboutWhatTakesLessThanTwoSeconds() {
    try (Progress progress = progress(false)) {
      for (int n = 1; n <= 10; n++) {
        pass(0.19);
        progress.at(n, 10, "");
      }
    }

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tellsTheRemainingTimeEveryTenSecondsInALog() {
    try (Progress progress = progress(false)) {
      for (int n = 1; n <= 30; n++) {
        pass(1);
        progress.at(n, 100, "loss 0.5");
      }
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "training: 2 of 100, 1 min 38 s left, loss 0.5",
            "training: 12 of 100, 1 min 28 s left, loss 0.5",
            "training: 22 of 100, 1 min 18 s left, loss 0.5",
            "training: 30 s");
  }

  @Test
  void rewritesItsLineOnATerminal() {
    try (Progress progress = progress(true)) {
      pass(3);
      progress.at(1, 200, "");
      pass(1);
      progress.at(199, 200, "");
    }

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "\rtraining: 1 of 200, 9 min 57 s left"
                + "\rtraining: 199 of 200, 0 s left     "
                + "\rtraining: 4 s                 \n");
  }

  @Test
  void ofWhatGoesOnOnlyItsOwnStepsCount() {
    try (Progress progress = progress(false)) {
      pass(5);
      progress.from(900);
      progress.at(900, 1000, "");
      pass(20);
      progress.at(910, 1000, "");
    }

    assertThat(err.toString().lines())
        .containsExactly("training: 910 of 1000, 3 min 00 s left", "training: 25 s");
  }

  @Test
  void messagesHaveLinesOfTheirOwn() {
    try (Progress progress = progress(true)) {
      pass(3);
      progress.at(1, 200, "");
      progress.say("warning");
      pass(1);
      progress.at(2, 200, "");
    }

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "\rtraining: 1 of 200, 9 min 57 s left"
                + "\r                                   \rwarning\n"
                + "\rtraining: 2 of 200, 6 min 36 s left"
                + "\rtraining: 4 s                      \n");
  }

  @Test
  void writesDurationsForPeople() {
    assertThat(Progress.duration(0.4)).isEqualTo("0 s");
    assertThat(Progress.duration(59.6)).isEqualTo("1 min 00 s");
    assertThat(Progress.duration(3600 * 2 + 61)).isEqualTo("2 h 01 min");
  }

  private void pass(double seconds) {
    clock.addAndGet(Math.round(seconds * 1e9));
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintWriter(err, true), "training", terminal, clock::get);
  }
}
