package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may not differ between a training and its resumption. */
class ResumeRefusedIT extends ResumableTrainings {
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
}
