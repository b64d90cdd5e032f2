package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coarse level of two folds at 2 mm, and a fine one at 1 mm. */
class TwoLevelIT {
  private static final Grid GRID = Grid.isotropic(new Shape(32, 32, 32));
  private static final SegmenterOptions OPTIONS =
      SegmenterOptions.DEFAULT.withEngine(TestEngine.kind());

  @TempDir private static Path folder;

  private static List<SubjectSource> subjects(int... seeds) {
    List<SubjectSource> subjects = new ArrayList<>();
    for (int seed : seeds) {
      subjects.add(Phantom.seeded(seed, GRID));
    }
    return subjects;
  }

  private static TrainingPlanBuilder plan(long iterations) {
    return TrainingPreset.OM_NET
        .plan(2, iterations)
        .patch(new Shape(16, 16, 16))
        .patchesPerTask(1)
        .recalibration(1);
  }

  private static OmNetTrainer.Builder coarse() {
    TrainingPlan plan =
        TrainingPreset.FEW_SUBJECTS
            .plan(4, 60)
            .patch(new Shape(16, 16, 16))
            .averagingDecay(0)
            .transplant(0)
            .enhancementRemoval(0)
            .recalibration(1)
            .build();
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  private static OmNetTrainer.Builder fine() {
    return OmNetTrainer.builder(
            plan(4)
                .preprocessing(Preprocessing.DEFAULT.withStep(Transforms.coarseChannels()))
                .augmentation(TrainingAugmentation.TWO_LEVEL)
                .build())
        .engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  @BeforeAll
  static void trainsTheCoarseLevel() throws IOException {
    CrossValidation cross =
        CrossValidation.in(
            folder,
            List.of(
                new CrossValidation.Fold(1, subjects(1, 2), subjects(3, 4)),
                new CrossValidation.Fold(2, subjects(3, 4), subjects(1, 2))));
    for (CrossValidation.Fold fold : cross.folds()) {
      assertThat(cross.train(fold, coarse(), 100, 1)).isTrue();
    }
  }

  @Test
  void theFineLevelResumesToTheSameBitsAndIsPackagedWithTheCoarseOne(@TempDir Path run)
      throws IOException {
    CoarseLevel level = CoarseLevel.of(folder);
    List<SubjectSource> informed = level.outOfFold(subjects(1, 2, 3, 4), OPTIONS, () -> false);
    ModelPackage whole = fine().coarse(level.model()).build().train("two", informed).model();

    CheckpointPolicy policy = new CheckpointPolicy(run.resolve("checkpoints"), 1, 2);
    AtomicInteger asked = new AtomicInteger();
    TrainingResult stopped =
        fine()
            .coarse(level.model())
            .checkpoints(policy)
            .stopWhen(() -> asked.incrementAndGet() >= 2)
            .build()
            .train("two", informed);
    assertThat(stopped.finished()).isFalse();
    List<SubjectSource> again =
        CoarseLevel.of(folder).outOfFold(subjects(1, 2, 3, 4), OPTIONS, () -> false);
    ModelPackage resumed =
        fine().coarse(level.model()).resume(policy).build().train("two", again).model();
    assertThat(resumed.fingerprint()).isEqualTo(whole.fingerprint());

    ModelWriter.toFolder(resumed, run.resolve("model"));
    ModelPackage read = ModelPackage.open(run.resolve("model"));
    assertThat(read.fingerprint()).isEqualTo(whole.fingerprint());
    assertThat(read.coarse().orElseThrow().fingerprint()).isEqualTo(level.model().fingerprint());
    assertThat(read.manifest().provenance().settings().get("coarse"))
        .contains(level.model().fingerprint());
    Subject subject = Phantom.seeded(9, GRID);
    try (Segmenter segmenter = Segmenter.open(read, OPTIONS)) {
      Segmentation segmentation = segmenter.segment(subject);
      assertThat(segmentation.provenance().get("coarse")).contains(level.model().fingerprint());
      assertThat(segmentation.seconds()).containsKeys("coarse", "network");
      assertThat(segmentation.labels().grid()).isEqualTo(GRID);
      assertThat(segmenter.segment(subject).labels().map().data())
          .isEqualTo(segmentation.labels().map().data());
    }
  }

  @Test
  void probabilitiesAreThoseOfTheFoldThatHasNotSeenTheSubjectAndAreMadeAnewWhereDamaged()
      throws IOException {
    CoarseLevel level = CoarseLevel.of(folder);
    Subject first = Phantom.seeded(1, GRID);
    Subject informed = level.outOfFold(List.of(first), OPTIONS, () -> false).get(0).load();
    ModelPackage unseen = ModelPackage.open(folder.resolve("fold-2"));
    try (Segmenter segmenter = Segmenter.open(unseen, OPTIONS)) {
      float[] expected =
          Transforms.resample(GRID)
              .apply(segmenter.regionProbabilities(first).get(TumorRegion.WT))
              .data();
      assertThat(informed.derived().get("coarse(WT)").data()).isEqualTo(expected);
    }
    Path file = folder.resolve("out-of-fold").resolve(first.id() + ".regions");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Subject anew = level.outOfFold(List.of(first), OPTIONS, () -> false).get(0).load();
    assertThat(anew.derived().get("coarse(WT)").data())
        .isEqualTo(informed.derived().get("coarse(WT)").data());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    CoarseLevel level = CoarseLevel.of(folder);
    assertThatThrownBy(() -> level.outOfFold(subjects(1, 7), OPTIONS, () -> false))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("held out by no fold");
    assertThatThrownBy(() -> fine().build().train("two", subjects(1, 2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("--coarse RUN");
    assertThatThrownBy(() -> coarse().coarse(level.model()).build().train("two", subjects(1, 2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("Transforms.coarseChannels()");
    assertThatThrownBy(
            () ->
                plan(4)
                    .preprocessing(Preprocessing.DEFAULT.withStep(Transforms.coarseChannels()))
                    .transplant(0.3)
                    .build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("--transplant 0");
    assertThatThrownBy(() -> CoarseLevel.of(folder.resolve("fold-1")))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("cross-validate");
  }
}
