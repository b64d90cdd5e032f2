package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CheckpointStore;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.internal.checkpoint.SubjectIdentity;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.packaging.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose seal fits what they should not hold. */
class HostileCheckpointTest {
  private static final String SEAL = "checkpoint.json";
  private static final String STATE = "training.json";
  private static final String VALIDATION = "validation.json";

  @TempDir private Path folder;
  private CheckpointStore store;
  private Path checkpoint;

  @BeforeEach
  void write() throws IOException {
    store = new CheckpointStore(folder, 1, ModelParts.STANDARD);
    TrainingIdentity identity =
        new TrainingIdentity(
            Map.of("seed", "1"),
            List.of(new SubjectIdentity("a", "0")),
            List.of("b"),
            "test",
            "none",
            List.of("cpu"),
            "2",
            null,
            List.of());
    CurriculumProgress progress = new CurriculumProgress(1, 0, 1, List.of(1.5f));
    CheckpointState.Best best = new CheckpointState.Best(1, 0.5);
    checkpoint =
        store.write(
            TestModels.random(1, 1),
            Map.of("m", new SafeTensors.Tensor(List.of(2L), new float[] {1, 2})),
            new CheckpointState(CheckpointState.VERSION, progress, false, identity, best));
    CheckpointStore.addValidation(checkpoint, best);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"progress\":; \"other\":; lacks progress",
        "\"training\":; \"other\":; lacks training",
        "\"plan\":; \"other\":; lacks training.plan",
        "\"subjects\":; \"other\":; lacks training.subjects",
        "\"content\":; \"other\":; lacks training.subjects",
        "\"b\"; null; lacks training.validation",
        "\"cpu\"; null; lacks training.devices",
        "\"engine\":; \"other\":; lacks training.engine",
        "\"recent\":; \"other\":; damaged (",
        "1.5; word; damaged (",
        "\"stage\":; \"iteration\":; damaged (key 'iteration' occurs twice)",
      })
  void whatIsNoStateOfATrainingIsRefusedByName(String from, String to, String message)
      throws IOException {
    SealedState.replace(checkpoint, from, to);
    String where = checkpoint.resolve(STATE) + ": " + message;
    assertThatThrownBy(() -> store.newest(damaged -> {}))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(where);
    assertThatThrownBy(store::engine).hasMessageContaining(where);
    assertThatThrownBy(store::isFinished).hasMessageContaining(where);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"best\": {\"iteration\": 1, \"score\":word 0.5}, \"sha256\": \"x\"}",
        "{\"best\": {\"iteration\": 1, \"score\": \"word\"}, \"sha256\": \"x\"}",
        "[[[[",
        "",
        "null",
        "{}"
      })
  void aDamagedValidationIsMadeAgain(String text) throws IOException {
    Files.writeString(checkpoint.resolve(VALIDATION), text);
    List<String> told = new ArrayList<>();
    assertThat(store.newest(told::add).validated()).isNull();
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith(checkpoint.resolve(VALIDATION) + ": ")
        .endsWith("so the validation is made again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"files\": 1}", "{\"files\": {\"model.json\": null}}", "7", "{"})
  void aDamagedSealIsRefusedByName(String text) throws IOException {
    Files.writeString(checkpoint.resolve(SEAL), text);
    assertThatThrownBy(() -> store.newest(damaged -> {}))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(checkpoint.resolve(SEAL) + ": ");
  }

  @Test
  void theSoundOneIsRead() throws IOException {
    assertThat(store.newest(damaged -> {}).validated()).isNotNull();
    assertThat(store.engine()).isEqualTo("none");
    assertThat(store.isFinished()).isFalse();
  }
}
