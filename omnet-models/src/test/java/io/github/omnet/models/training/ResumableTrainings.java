package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Small trainings that are stopped, damaged and resumed, each test in a folder of its own. */
abstract class ResumableTrainings {
  static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

  static final TrainingPreset PRESET = TrainingPreset.OM_NET;

  @TempDir Path folder;

  /** Tasks join at steps 2 and 4, one of them early. */
  static TrainingPlan plan(OptimizerConfig optimizer) {
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

  OmNetTrainer.Builder trainer(OptimizerConfig optimizer) {
    return trainer(plan(optimizer));
  }

  static OmNetTrainer.Builder trainer(TrainingPlan plan) {
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  CheckpointPolicy every(int steps) {
    return new CheckpointPolicy(folder, steps, 2);
  }

  static String fingerprint(TrainingResult result) {
    assertThat(result.finished()).isTrue();
    return result.model().fingerprint();
  }

  List<Path> checkpoints() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(path -> path.getFileName().toString().startsWith("iteration"))
          .sorted()
          .toList();
    }
  }

  OmNetTrainer.Builder watched(Watcher watcher) {
    return trainer(AdamConfig.ADAM)
        .validation(List.of(Phantom.seeded(3)), 4)
        .checkpoints(every(100))
        .listener(watcher)
        .stopWhen(watcher::stop);
  }

  /** Notes validations; stops when the checkpoint of one step is there, as Ctrl-C then would. */
  static final class Watcher implements TrainingListener {
    final List<String> validations = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<Long> saves = new ArrayList<>();
    long stopAfterSaving = -1;
    int asksLeft = Integer.MAX_VALUE;

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
}
