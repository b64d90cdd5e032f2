package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResumeIT {
  private static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

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
                .with(new Curriculum.Plateau(1, 0.9)))
        .patchesPerTask(2)
        .patch(new Shape(16, 16, 16))
        .optimizer(optimizer)
        .recalibration(1)
        .seed(3)
        .build();
  }

  private OmNetTrainer.Builder trainer(OptimizerConfig optimizer) {
    return trainer(plan(optimizer));
  }

  private static OmNetTrainer.Builder trainer(TrainingPlan plan) {
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  private CheckpointPolicy every(int steps) {
    return new CheckpointPolicy(folder, steps, 2);
  }

  private static String fingerprint(TrainingResult result) {
    assertThat(result.finished()).isTrue();
    return result.model().fingerprint();
  }

  private void stopAndResume(OptimizerConfig optimizer) throws IOException {
    stopAndResume(plan(optimizer));
  }

  private void stopAndResume(TrainingPlan plan) throws IOException {
    String expected = fingerprint(trainer(plan).build().train("whole", SUBJECTS));
    List<Long> begun = new ArrayList<>();
    AtomicBoolean stepped = new AtomicBoolean();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            stepped.set(true);
          }

          @Override
          public void started(long iteration) {
            begun.add(iteration);
            stepped.set(false);
          }
        };
    OmNetTrainer.Builder trainer =
        trainer(plan).checkpoints(every(100)).listener(listener).stopWhen(stepped::get);
    TrainingResult part = trainer.build().train("parts", SUBJECTS);
    while (!part.finished()) {
      part = trainer.resume(every(100)).build().train("parts", SUBJECTS);
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
  void soDoesOneThatAveragesItsWeights() throws IOException {
    TrainingPlan last = plan(AdamConfig.ADAMW);
    TrainingPlan averaged = last.toBuilder().averagingDecay(0.9).build();
    stopAndResume(averaged);
    // The average is of the same steps, and another model.
    String ofLast = fingerprint(trainer(last).build().train("last", SUBJECTS));
    assertThat(fingerprint(trainer(averaged).build().train("averaged", SUBJECTS)))
        .isNotEqualTo(ofLast);
  }

  @Test
  void soDoesOneThatTransplantsTumours() throws IOException {
    TrainingPlan without = plan(AdamConfig.ADAMW).toBuilder().mixing(2, 1).build();
    TrainingPlan with = without.toBuilder().transplant(0.8).build();
    stopAndResume(with);
    assertThat(fingerprint(trainer(with).memory(0).build().train("with", SUBJECTS)))
        .isNotEqualTo(fingerprint(trainer(without).build().train("without", SUBJECTS)));
  }

  @Test
  void anotherShareOfTransplantsCannotResume() throws IOException {
    TrainingPlan plan = plan(AdamConfig.ADAM);
    trainer(plan.toBuilder().transplant(0.5).build())
        .checkpoints(every(3))
        .stopWhen(() -> true)
        .build()
        .train("parts", SUBJECTS);
    OmNetTrainer other = trainer(plan).resume(every(3)).build();
    assertThatThrownBy(() -> other.train("parts", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("transplant was 0.5 and is nothing");
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

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(path -> path.getFileName().toString().startsWith("iteration"))
          .sorted()
          .toList();
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
  void anotherModelToStartFromIsRefused() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    OmNetTrainer.Builder stopped = trainer(sgd).stopWhen(() -> true);
    ModelPackage one = stopped.build().train("one", SUBJECTS).model();
    ModelPackage two = trainer(sgd).build().train("two", SUBJECTS).model();
    stopped.startFrom(one).checkpoints(every(100)).build().train("a", SUBJECTS);
    OmNetTrainer.Builder resumed = trainer(sgd).resume(every(100));
    OmNetTrainer other = resumed.startFrom(two).build();
    assertThatThrownBy(() -> other.train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("it started from one, weights " + one.fingerprint())
        .hasMessageContaining("and not from two, weights " + two.fingerprint());
    assertThat(resumed.startFrom(one).build().train("a", SUBJECTS).finished()).isTrue();
    OmNetTrainer without = trainer(sgd).resume(every(100)).build();
    assertThat(without.train("a", SUBJECTS).model().manifest().provenance().settings())
        .containsEntry("startedFrom", "one, weights " + one.fingerprint());
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
  void withoutACheckpointThereIsNothingToResumeAndNothingIsMade() {
    Path mistyped = folder.resolve("mistyped");
    OmNetTrainer trainer =
        trainer(AdamConfig.ADAM).resume(new CheckpointPolicy(mistyped, 1, 1)).build();
    assertThatThrownBy(() -> trainer.train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no checkpoint to go on from");
    assertThat(mistyped).doesNotExist();
  }

  @Test
  void checkpointsOfAnotherFormatAreForTheOmnetThatWroteThem() throws IOException {
    OmNetTrainer.Builder stopped = trainer(AdamConfig.ADAM).stopWhen(() -> true);
    TrainingResult result = stopped.build().train("a", SUBJECTS);
    TrainingIdentity identity =
        new TrainingIdentity(
            Map.of(), List.of(), List.of(), "0.1", "X", List.of("cpu"), null, null, List.of());
    CurriculumProgress progress = new CurriculumProgress(1, 0, 1, List.of());
    every(1)
        .store()
        .write(result.model(), Map.of(), new CheckpointState(1, progress, false, identity, null));
    assertThatThrownBy(() -> every(1).store().newest(warning -> {}))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("written in version 1 of the format")
        .hasMessageEndingWith("finish the training with the omnet that began it");
  }

  /** Notes validations; stops when the checkpoint of one step is there, as Ctrl-C then would. */
  private static final class Watcher implements TrainingListener {
    private final List<String> validations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Long> saves = new ArrayList<>();
    private long stopAfterSaving = -1;
    private int asksLeft = Integer.MAX_VALUE;

    @Override
    public void step(StepReport report) {}

    @Override
    public void validated(long iteration, ValidationScores scores) {
      validations.add(iteration + " " + scores);
    }

    @Override
    public void saved(long iteration, Path checkpoint) {
      saves.add(iteration);
      // Not at once: a window into the validation.
      asksLeft = iteration == stopAfterSaving ? 1 : asksLeft;
    }

    @Override
    public void warned(String message) {
      warnings.add(message);
    }

    boolean stop() {
      return --asksLeft < 0;
    }
  }

  private OmNetTrainer.Builder watched(Watcher watcher) {
    return trainer(AdamConfig.ADAM)
        .validation(List.of(Phantom.seeded(3)), 4)
        .checkpoints(every(100))
        .listener(watcher)
        .stopWhen(watcher::stop);
  }

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
  void othersOfTheSameNameCannotBeTrainedOnInstead() throws IOException {
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    trainer(sgd).checkpoints(every(100)).stopWhen(() -> true).build().train("a", SUBJECTS);
    Subject first = SUBJECTS.get(0);
    Subject other = first.with(Phantom.seeded(9).volumes(), first.truth());
    OmNetTrainer trainer = trainer(sgd).resume(every(100)).build();
    assertThatThrownBy(() -> trainer.train("a", List.of(other, SUBJECTS.get(1))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("subject synthetic-1 has other images or labels than before");
  }

  @Test
  void otherDevicesAreRefusedUnlessAllowed() throws IOException {
    assumeTrue(TestEngine.kind() == EngineKind.MXNET, "needs two devices");
    SgdConfig sgd = new SgdConfig(0.03, 0.9, 5e-4);
    trainer(sgd).checkpoints(every(100)).stopWhen(() -> true).build().train("a", SUBJECTS);
    Watcher watcher = new Watcher();
    OmNetTrainer.Builder two =
        trainer(sgd).devices(Device.of("cpu", 0), Device.of("cpu", 1)).listener(watcher);
    assertThatThrownBy(() -> two.resume(every(100)).build().train("a", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("devices were [cpu] and are [cpu, cpu]")
        .hasMessageContaining("--elsewhere");
    TrainingResult moved = two.resumeElsewhere(every(100)).build().train("a", SUBJECTS);
    assertThat(moved.finished()).isTrue();
    assertThat(watcher.warnings).singleElement().asString().contains("last bits");
    String formerly = moved.model().manifest().provenance().settings().get("formerly");
    assertThat(formerly)
        .startsWith("until step 1 MXNet ")
        .contains(" on cpu with " + Engines.threads(EngineKind.MXNET) + " threads, omnet ");
    TrainingResult again = two.resume(every(100)).build().train("a", SUBJECTS);
    assertThat(again.model().manifest().provenance().settings())
        .containsEntry("formerly", formerly);
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
