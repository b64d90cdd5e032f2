package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.SyntheticSubjects;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeIT {
  private static final List<Subject> SUBJECTS =
      List.of(SyntheticSubjects.subject(1), SyntheticSubjects.subject(2));

  @TempDir private Path folder;

  private static final TrainingPreset PRESET = TrainingPreset.OM_NET;

  /** Tasks join at steps 2 and 4, one of them early. */
  private static TrainingPlan plan(OptimizerConfig optimizer) {
    return PRESET
        .plan(2, 12)
        .curriculum(
            new Curriculum(
                    List.of(
                        new Curriculum.Stage(1, 2),
                        new Curriculum.Stage(2, 6),
                        new Curriculum.Stage(3, 6)),
                    java.util.Optional.empty())
                .with(new Plateau(1, 0.9)))
        .patchesPerTask(2)
        .patch(new Shape(16, 16, 16))
        .optimizer(optimizer)
        .recalibration(1)
        .seed(3)
        .build();
  }

  private OmNetTrainer.Builder trainer(OptimizerConfig optimizer) {
    return OmNetTrainer.builder(plan(optimizer)).engine(TestEngine.kind(), Device.cpu());
  }

  private CheckpointPolicy every(int steps) {
    return new CheckpointPolicy(folder, steps, 2);
  }

  private static String fingerprint(TrainingResult result) {
    assertThat(result.finished()).isTrue();
    return result.model().fingerprint();
  }

  private void stopAndResume(OptimizerConfig optimizer) throws IOException {
    String expected = fingerprint(trainer(optimizer).build().train("whole", SUBJECTS));
    List<Long> begun = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {}

          @Override
          public void started(long iteration) {
            begun.add(iteration);
          }
        };
    TrainingResult part =
        trainer(optimizer)
            .checkpoints(every(100))
            .listener(listener)
            .stopWhen(() -> true)
            .build()
            .train("parts", SUBJECTS);
    while (!part.finished()) {
      part =
          trainer(optimizer)
              .resume(every(100))
              .listener(listener)
              .stopWhen(() -> true)
              .build()
              .train("parts", SUBJECTS);
    }
    assertThat(begun).hasSizeGreaterThan(8).isSorted().doesNotHaveDuplicates();
    assertThat(fingerprint(part)).isEqualTo(expected);
  }

  @Test
  void aTrainingStoppedAfterEveryStepEndsWithTheSameBits() throws IOException {
    stopAndResume(new SgdConfig(0.03, 0.9, 5e-4));
  }

  @Test
  void soDoesOneWithAdam() throws IOException {
    stopAndResume(AdamConfig.ADAM);
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
      files = list.sorted().toList();
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

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

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
        .validation(List.of(SyntheticSubjects.subject(3)), 2)
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
  void anotherPlanOrOtherSubjectsCannotResume() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    trainer(sgd).checkpoints(every(100)).stopWhen(() -> true).build().train("a", SUBJECTS);
    OmNetTrainer other = trainer(sgd.withLearningRate(0.04)).resume(every(100)).build();
    assertThatThrownBy(() -> other.train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("optimizer was")
        .hasMessageContaining("0.04");
    OmNetTrainer same = trainer(sgd).resume(every(100)).build();
    assertThatThrownBy(() -> same.train("a", SUBJECTS.subList(0, 1)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("subjects were [synthetic-1, synthetic-2] and are [synthetic-1]");
  }

  @Test
  void withoutACheckpointThereIsNothingToResume() {
    OmNetTrainer trainer = trainer(AdamConfig.ADAM).resume(every(1)).build();
    assertThatThrownBy(() -> trainer.train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no checkpoint to go on from");
  }
}
