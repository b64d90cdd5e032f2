package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two folds of four tiny subjects. */
class CrossValidationIT {
  private static final Grid GRID = Grid.isotropic(new Shape(24, 24, 24));

  @TempDir private Path folder;

  private static List<SubjectSource> subjects(int... seeds) {
    List<SubjectSource> subjects = new ArrayList<>();
    for (int seed : seeds) {
      subjects.add(Phantom.seeded(seed, GRID));
    }
    return subjects;
  }

  private static List<CrossValidation.Fold> folds() {
    return List.of(
        new CrossValidation.Fold(1, subjects(1, 2), subjects(3, 4)),
        new CrossValidation.Fold(2, subjects(3, 4), subjects(1, 2)));
  }

  private static OmNetTrainer.Builder trainer(double rate) {
    TrainingPlan plan =
        TrainingPreset.OM_NET
            .plan(2, 4)
            .patch(new Shape(16, 16, 16))
            .patchesPerTask(1)
            .recalibration(1)
            .clipNorm(rate)
            .build();
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  private static String fingerprint(CrossValidation cross, int fold) throws IOException {
    return ModelPackage.open(cross.folder(cross.folds().get(fold - 1))).fingerprint();
  }

  @Test
  void aFoldThatWasStoppedGoesOnToTheSameBits() throws IOException {
    CrossValidation whole = CrossValidation.in(folder.resolve("whole"), folds());
    for (CrossValidation.Fold fold : whole.folds()) {
      assertThat(whole.train(fold, trainer(1), 10, 1)).isTrue();
    }
    CrossValidation stopped = CrossValidation.in(folder.resolve("stopped"), folds());
    assertThat(stopped.train(stopped.folds().get(0), trainer(1), 10, 1)).isTrue();
    AtomicInteger asked = new AtomicInteger();
    CrossValidation.Fold second = stopped.folds().get(1);
    boolean done =
        stopped.train(second, trainer(1).stopWhen(() -> asked.incrementAndGet() >= 2), 10, 1);
    assertThat(done).isFalse();
    assertThat(stopped.isTrained(second)).isFalse();
    assertThat(stopped.models()).hasSize(1);

    CrossValidation again = CrossValidation.in(folder.resolve("stopped"), folds());
    AtomicInteger steps = new AtomicInteger();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            steps.incrementAndGet();
          }
        };
    for (CrossValidation.Fold fold : again.folds()) {
      assertThat(again.train(fold, trainer(1).listener(counting), 10, 1)).isTrue();
    }
    assertThat(steps.get()).as("the first fold takes none, the second those left").isEqualTo(2);
    assertThat(again.models()).containsExactly(again.folder(folds().get(0)), again.folder(second));
    for (int fold = 1; fold <= 2; fold++) {
      assertThat(fingerprint(again, fold)).isEqualTo(fingerprint(whole, fold));
    }
  }

  @Test
  void otherFoldsAndOtherPlansAreRefused() throws IOException {
    CrossValidation cross = CrossValidation.in(folder, folds());
    CrossValidation.Fold first = cross.folds().get(0);
    cross.train(first, trainer(1), 10, 1);
    assertThatThrownBy(() -> cross.train(first, trainer(2), 10, 1))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(
            "fold-1 holds a model of another training: clipNorm was 1.0 and is 2");
    List<CrossValidation.Fold> swapped =
        List.of(
            new CrossValidation.Fold(1, subjects(3, 4), subjects(1, 2)),
            new CrossValidation.Fold(2, subjects(1, 2), subjects(3, 4)));
    assertThatThrownBy(() -> CrossValidation.in(folder, swapped))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("folds.json")
        .hasMessageContaining("or another folder");
    Files.writeString(folder.resolve("folds.json"), "{\"formatVersion\": 9}");
    assertThatThrownBy(() -> CrossValidation.in(folder, folds()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("folds.json");
  }

  @Test
  void foldsThatOverlapAreAMistakeOfTheProgram() {
    List<CrossValidation.Fold> twice =
        List.of(
            new CrossValidation.Fold(1, subjects(1), subjects(3)),
            new CrossValidation.Fold(2, subjects(1), subjects(3)));
    assertThatThrownBy(() -> CrossValidation.in(folder, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is held out twice");
    assertThatThrownBy(() -> CrossValidation.in(folder, twice.subList(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 folds or more, found 1");
    assertThat(folder).isEmptyDirectory();
  }
}
