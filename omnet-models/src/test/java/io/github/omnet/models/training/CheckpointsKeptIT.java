package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which checkpoints a training writes, keeps, replaces and reads again after damage. */
class CheckpointsKeptIT extends ResumableTrainings {
  @Test
  void theLastAndTheBestAreKept() throws IOException {
    List<Path> saved = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {}

          @Override
          public void saved(long iteration, Path checkpoint) {
            saved.add(checkpoint);
          }
        };
    trainer(new SgdConfig(1e-9, 0, 0))
        .checkpoints(every(2))
        .validation(List.of(Phantom.seeded(3)), 2)
        .listener(listener)
        .build()
        .train("a", SUBJECTS);
    List<Path> left = checkpoints();
    assertThat(left).containsAll(saved.subList(saved.size() - 2, saved.size()));
    Checkpoint last = every(2).store().newest(warning -> {});
    assertThat(last.state().best()).isNotNull();
    String best = String.format("iteration-%08d", last.state().best().iteration());
    assertThat(left).extracting(path -> path.getFileName().toString()).contains(best);
    // A checkpoint is a model that can be used.
    assertThat(ModelPackage.open(left.get(0)).manifest().name()).isEqualTo("a");
  }

  @Test
  void aDamagedCheckpointIsLeftAsideAndTheOneBeforeUsed() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    String expected = fingerprint(trainer(sgd).checkpoints(every(3)).build().train("a", SUBJECTS));
    List<Path> checkpoints = checkpoints();
    assertThat(checkpoints).hasSize(2);
    Random random = new Random(4);
    Path newest = checkpoints.get(1);
    List<Path> files;
    try (Stream<Path> list = Files.list(newest)) {
      // The mark of the end goes with the others, and says nothing by itself.
      files = list.filter(path -> !path.endsWith("finished")).sorted().toList();
    }
    assertThat(files).hasSize(7);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] = (byte) (flipped[at] ^ 0x15);
      for (byte[] damage : List.of(flipped, java.util.Arrays.copyOf(whole, whole.length / 2))) {
        Files.write(file, damage);
        List<String> warnings = new ArrayList<>();
        Checkpoint found = every(3).store().newest(warnings::add);
        assertThat(found.folder()).as("%s", file).isEqualTo(checkpoints.get(0));
        assertThat(warnings).hasSize(1).first().asString().contains(newest.toString());
      }
      Files.delete(file);
      assertThat(every(3).store().newest(warning -> {}).folder()).isEqualTo(checkpoints.get(0));
      Files.write(file, whole);
    }
    assertThat(every(3).store().newest(warning -> {}).folder()).isEqualTo(newest);
    Files.delete(files.get(0));
    assertThat(fingerprint(trainer(sgd).resume(every(3)).build().train("a", SUBJECTS)))
        .isEqualTo(expected);
  }

  @Test
  void whatComesAfterADamagedOneIsNotPruned() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    CheckpointPolicy one = new CheckpointPolicy(folder, 2, 1);
    trainer(sgd).checkpoints(every(2)).build().train("a", SUBJECTS);
    List<Path> two = checkpoints();
    Files.delete(two.get(1).resolve("training.json"));
    int[] steps = {0};
    TrainingResult stopped =
        trainer(sgd).resume(one).stopWhen(() -> steps[0]++ >= 0).build().train("a", SUBJECTS);
    assertThat(stopped.finished()).isFalse();
    assertThat(one.store().newest(warning -> {}).state().progress().iteration())
        .isEqualTo(stopped.iterations());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder in use cannot be moved there")
  void aCheckpointThatCannotBeWrittenLeavesTheEarlierOnes() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    String expected = fingerprint(trainer(sgd).build().train("a", SUBJECTS));
    Path run = folder.resolve("run");
    Path aside = folder.resolve("aside");
    CheckpointPolicy policy = new CheckpointPolicy(run, 4, 2);
    // No right stops root from writing, but a file does where a folder should be.
    TrainingListener obstructing =
        report -> {
          try {
            if (report.iteration() == 7) {
              Files.move(run, aside);
              Files.createFile(run);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    OmNetTrainer first = trainer(sgd).checkpoints(policy).listener(obstructing).build();
    assertThatThrownBy(() -> first.train("a", SUBJECTS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the last checkpoint is " + run.resolve("iteration-00000004"));
    Files.delete(run);
    Files.move(aside, run);
    assertThat(policy.store().newest(warning -> {}).state().progress().iteration()).isEqualTo(4);
    assertThat(fingerprint(trainer(sgd).resume(policy).build().train("a", SUBJECTS)))
        .isEqualTo(expected);
  }

  @Test
  void aStoppedTrainingIsNotOverwritten() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    trainer(sgd).checkpoints(every(100)).stopWhen(() -> true).build().train("a", SUBJECTS);
    List<Path> before = checkpoints();
    OmNetTrainer anew = trainer(sgd).checkpoints(every(100)).build();
    assertThatThrownBy(() -> anew.train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("holds a training that was stopped");
    assertThat(checkpoints()).isEqualTo(before);
  }

  @Test
  void neitherIsOneStoppedAfterItsLastStep() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    Watcher watcher = new Watcher();
    watcher.stopAfterSaving = 14;
    TrainingResult stopped = watched(watcher).build().train("a", SUBJECTS);
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.iterations()).isEqualTo(14);
    List<Path> before = checkpoints();
    OmNetTrainer anew = trainer(sgd).checkpoints(every(100)).build();
    assertThatThrownBy(() -> anew.train("b", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("holds a training that was stopped");
    assertThat(checkpoints()).isEqualTo(before);

    assertThat(watched(new Watcher()).resume(every(100)).build().train("a", SUBJECTS).finished())
        .isTrue();
    assertThat(every(100).holdsUnfinished()).isFalse();
    assertThat(anew.train("b", SUBJECTS).finished()).as("of a finished one").isTrue();
  }

  @Test
  void aFolderIsNotTrainedIntoTwiceAtATime() {
    OmNetTrainer second = trainer(AdamConfig.ADAM).resume(every(100)).build();
    TrainingListener meddling =
        report ->
            assertThatThrownBy(() -> second.train("b", SUBJECTS))
                .isInstanceOf(TrainingInProgressException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("wait until it ends");
    OmNetTrainer first =
        trainer(AdamConfig.ADAM)
            .checkpoints(every(100))
            .listener(meddling)
            .stopWhen(() -> true)
            .build();
    assertThatCode(() -> first.train("a", SUBJECTS)).doesNotThrowAnyException();
    assertThatCode(() -> every(100).requireFree()).doesNotThrowAnyException();
  }
}
