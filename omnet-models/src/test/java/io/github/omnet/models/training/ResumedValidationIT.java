package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Validations of a training that is stopped and resumed. */
class ResumedValidationIT extends ResumableTrainings {
  @Test
  void aValidationThatAStopKeptFromBeingMadeIsMadeWhenTheTrainingGoesOn() throws IOException {
    Watcher whole = new Watcher();
    String expected = fingerprint(watched(whole).build().train("a", SUBJECTS));
    assertThat(whole.validations).hasSize(4);
    assertThat(whole.saves).as("one checkpoint for each").containsExactly(0L, 4L, 8L, 12L, 14L);

    Watcher parts = new Watcher();
    parts.stopAfterSaving = 4;
    TrainingResult stopped = watched(parts).build().train("a", SUBJECTS);
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.iterations()).isEqualTo(4);
    assertThat(parts.validations).isEmpty();
    parts.asksLeft = Integer.MAX_VALUE;
    parts.stopAfterSaving = 14;
    stopped = watched(parts).resume(every(100)).build().train("a", SUBJECTS);
    assertThat(stopped.finished()).as("stopped before the last validation").isFalse();
    parts.asksLeft = Integer.MAX_VALUE;
    assertThat(fingerprint(watched(parts).resume(every(100)).build().train("a", SUBJECTS)))
        .isEqualTo(expected);
    assertThat(parts.validations).isEqualTo(whole.validations);
    assertThat(parts.warnings).isEmpty();
  }

  @Test
  void aDamagedOutcomeOfAValidationIsReportedAndMadeAgain() throws IOException {
    Watcher parts = new Watcher();
    OmNetTrainer.Builder trainer = watched(parts);
    trainer.stopWhen(() -> parts.validations.size() == 1).build().train("a", SUBJECTS);
    Checkpoint newest = every(100).store().newest(parts.warnings::add);
    assertThat(newest.validated()).isNotNull();
    assertThat(newest.best()).isNotNull();
    assertThat(parts.warnings).isEmpty();
    Path outcome = newest.folder().resolve("validation.json");
    Files.writeString(
        outcome, Files.readString(outcome).replace("\"iteration\": 4", "\"iteration\": 2"));
    newest = every(100).store().newest(parts.warnings::add);
    assertThat(newest.validated()).isNull();
    assertThat(parts.warnings).singleElement().asString().contains(outcome.toString());
  }

  @Test
  void otherValidationSubjectsAreWarnedOf() throws IOException {
    Watcher watcher = new Watcher();
    watched(watcher).stopWhen(() -> watcher.validations.size() == 1).build().train("a", SUBJECTS);
    watched(watcher)
        .validation(List.of(Phantom.seeded(4)), 0)
        .resume(every(100))
        .build()
        .train("a", SUBJECTS);
    assertThat(watcher.warnings)
        .singleElement()
        .asString()
        .contains("validated on [synthetic-3] before and on [synthetic-4]");
    assertThat(every(100).store().newest(warning -> {}).state().best()).isNull();
  }
}
