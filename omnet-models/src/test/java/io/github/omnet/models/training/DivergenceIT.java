package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceIT {
  private static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

  @TempDir private Path folder;

  /**
   * One step of task 1, then all three: what is spoilt at the boundary must be told aright. The
   * rate is beyond a float's range, so the first step spoils the weights.
   */
  private static OmNetTrainer.Builder spoiltAtABoundary() {
    TrainingPlan plan =
        TrainingPreset.OM_NET
            .plan(2, 5)
            .curriculum(Curriculum.parse("1:1,3:4", OptionalLong.empty(), 1))
            .patchesPerTask(2)
            .patch(new Shape(16, 16, 16))
            .optimizer(new SgdConfig(1e60, 0, 0))
            .build();
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  @Test
  void weightsThatAreNotNumbersAreNotKept() throws IOException {
    CheckpointPolicy every = new CheckpointPolicy(folder, 1, 2);
    OmNetTrainer trainer = spoiltAtABoundary().checkpoints(every).build();
    assertThatThrownBy(() -> trainer.train("a", SUBJECTS))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("after step 1 ")
        .hasMessageContaining("not finite")
        .hasMessageNotContaining("volumes")
        .hasMessageContaining("the last checkpoint is ");
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.filter(path -> path.getFileName().toString().startsWith("iteration-")))
          .hasSize(1);
    }
    assertThat(every.store().newest(warning -> {}).state().progress().iteration()).isZero();
  }

  @Test
  void onlyPatchesOfTheBatchThatSpoiltTheWeightsAreNamed() {
    OmNetTrainer trainer =
        spoiltAtABoundary().checkpoints(new CheckpointPolicy(folder, 1, 2)).build();
    assertThatThrownBy(() -> trainer.train("a", SUBJECTS))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("after step 1 ")
        .hasMessageMatching("[^@]*the last patches were: synthetic[^,]*, synthetic[^,]*; the.*");
  }

  @Test
  void aStepWithSpoiltWeightsNamesTheOneBefore() {
    OmNetTrainer trainer = spoiltAtABoundary().build();
    assertThatThrownBy(() -> trainer.train("a", SUBJECTS))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("step 2 has losses")
        .hasMessageContaining("with the weights that step 1 left")
        .hasMessageContaining("patches of step 2: synthetic")
        .hasMessageMatching(".*; of step 1: synthetic[^,]*, synthetic[^,]*; nothing.*");
  }
}
