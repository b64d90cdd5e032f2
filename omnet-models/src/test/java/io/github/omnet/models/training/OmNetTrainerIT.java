package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OmNetTrainerIT {
  private static final Shape PATCH = new Shape(16, 16, 16);

  @TempDir private Path folder;

  private static TrainingPlanBuilder plan(TrainingPreset preset, int width, long iterations) {
    return preset
        .plan(width, iterations)
        .patchesPerTask(3)
        .patch(PATCH)
        .optimizer(new SgdConfig(0.03, 0.9, 5e-4))
        .recalibration(2)
        .seed(7);
  }

  private static OmNetTrainer.Builder trainer(TrainingPlanBuilder plan) {
    return OmNetTrainer.builder(plan.build()).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  @Test
  void aTrainedAndStoredModelSegmentsASubjectItHasNotSeen() throws Exception {
    List<Subject> subjects = List.of(Phantom.seeded(1), Phantom.seeded(2));
    TrainingResult trained =
        trainer(
                plan(TrainingPreset.OM_NET, 4, 60)
                    .augmentation(TrainingAugmentation.NONE)
                    .schedule(Schedule.constant())
                    .recalibration(20))
            .build()
            .train("tiny", subjects);
    assertThat(trained.finished()).isTrue();
    ModelWriter.toFolder(trained.model(), folder.resolve("model"));

    Subject unseen = Phantom.seeded(3);
    try (Segmenter segmenter =
        Segmenter.open(
            ModelPackage.open(folder.resolve("model")),
            SegmenterOptions.DEFAULT
                .withEngine(TestEngine.kind())
                .withSettings(InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0.5)))) {
      Segmentation result = segmenter.segment(unseen.with(unseen.volumes(), Optional.empty()));
      assertThat(result.labels().grid()).isEqualTo(unseen.grid());
      boolean[] found = result.labels().region(TumorRegion.WT).data();
      boolean[] truth = unseen.requireTruth().region(TumorRegion.WT).data();
      int both = 0;
      int either = 0;
      for (int n = 0; n < found.length; n++) {
        both += found[n] && truth[n] ? 1 : 0;
        either += (found[n] ? 1 : 0) + (truth[n] ? 1 : 0);
      }
      assertThat(2.0 * both / either).isGreaterThan(0.6);
    }
  }

  @Test
  void aModelTrainedOnResampledSubjectsResamplesAndGivesBackWhatItSegments() throws Exception {
    Grid fine = Grid.isotropic(new Shape(40, 40, 40));
    Subject seen = Phantom.seeded(1, fine);
    Subject unseen = Phantom.seeded(3, fine);
    Spacing twice = new Spacing(2, 2, 2);
    TrainingResult trained =
        trainer(plan(TrainingPreset.OM_NET, 2, 2).spacing(twice))
            .validation(List.of(unseen), 0)
            .build()
            .train("coarse", List.of(seen));
    assertThat(trained.model().manifest().preprocessing().spacing()).contains(twice);
    assertThat(trained.model().manifest().spacing()).contains(twice);
    assertThat(trained.model().manifest().provenance().settings())
        .hasEntrySatisfying("preprocessing", text -> assertThat(text).contains("to=2 2 2"));
    assertThat(trained.scores()).isPresent();
    ModelWriter.toFolder(trained.model(), folder.resolve("coarse"));
    try (Segmenter segmenter =
        Segmenter.open(ModelPackage.open(folder.resolve("coarse")), TestEngine.kind())) {
      Segmentation result = segmenter.segment(unseen);
      assertThat(result.labels().grid()).isEqualTo(unseen.grid());
      assertThat(result.provenance()).containsEntry("resampled", "2.000 x 2.000 x 2.000 mm");
    }
  }

  @Test
  void aPatchThatFitsTheScanButNotTheResampledOneIsRefused() {
    Subject subject = Phantom.seeded(1, Grid.isotropic(new Shape(24, 24, 24)));
    assertThatThrownBy(
            () ->
                trainer(
                        plan(TrainingPreset.OM_NET, 2, 2)
                            .patch(new Shape(24, 24, 24))
                            .spacing(new Spacing(2, 2, 2)))
                    .build()
                    .train("coarse", List.of(subject)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("too few for a patch");
  }

  /** Every preset of one level; TwoLevelIT has the other. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWO_LEVEL")
  void everyPresetTrainsAPackageThatSegments(TrainingPreset preset) throws Exception {
    Subject subject = Phantom.seeded(1);
    TrainingResult trained =
        trainer(plan(preset, 2, 4))
            .validation(List.of(Phantom.seeded(3)), 0)
            .build()
            .train("tiny", List.of(subject));
    assertThat(trained.scores()).isPresent();
    assertThat(trained.model().manifest().provenance().metrics()).isNotEmpty();
    ModelWriter.toZip(trained.model(), folder.resolve("model.zip"));
    ModelPackage model = ModelPackage.open(folder.resolve("model.zip"));
    assertThat(model.manifest().provenance().settings())
        .containsEntry(
            "transfer", trained.model().manifest().provenance().settings().get("transfer"))
        .containsKeys("loss", "optimizer", "schedule", "augmentation");
    try (Segmenter segmenter =
        Segmenter.open(model, SegmenterOptions.DEFAULT.withEngine(TestEngine.kind()))) {
      assertThat(segmenter.segment(subject).labels().grid()).isEqualTo(subject.grid());
    }
  }

  @Test
  void aCascadeIsAPackageOfThreeNetworks() throws Exception {
    List<Subject> subjects = List.of(Phantom.seeded(1));
    ModelPackage alone =
        trainer(plan(TrainingPreset.MC1, 2, 3)).build().train("mc1", subjects).model();
    ModelPackage cascade =
        trainer(plan(TrainingPreset.MC3, 2, 3)).build().train("mc3", subjects).model();
    assertThat(cascade.manifest().networks()).hasSize(3);
    assertThat(cascade.manifest().architecture()).isEqualTo(Architecture.CASCADE);
    assertThat(alone.weights(0).keySet()).isEqualTo(cascade.weights(0).keySet());
  }

  @Test
  void theSeedDecidesTheWeightsAndTheNumberOfLoaderThreadsDoesNot() throws Exception {
    List<Subject> subjects = List.of(Phantom.seeded(1), Phantom.seeded(2));
    TrainingPlanBuilder plan = plan(TrainingPreset.OM_NET, 4, 6);
    String expected = trainer(plan).build().train("tiny", subjects).model().fingerprint();
    assertThat(trainer(plan).loaderThreads(4).build().train("tiny", subjects).model().fingerprint())
        .isEqualTo(expected);
    assertThat(trainer(plan.seed(8)).build().train("tiny", subjects).model().fingerprint())
        .isNotEqualTo(expected);
  }

  @Test
  void cgaStartsFromTheSharedWeightsOfATrainedOmNet() throws Exception {
    List<Subject> subjects = List.of(Phantom.seeded(1));
    ModelPackage omNet =
        trainer(plan(TrainingPreset.OM_NET, 2, 2)).build().train("om-net", subjects).model();
    ModelPackage cga =
        trainer(plan(TrainingPreset.OM_NET_CGA, 2, 0).recalibration(0))
            .startFrom(omNet)
            .build()
            .train("cga", subjects)
            .model();
    assertThat(cga.manifest().provenance().settings())
        .containsEntry("startedFrom", "om-net, weights " + omNet.fingerprint());
    String shared = "backbone.enc1.entry.body.conv.weight";
    assertThat(cga.weights(0).get(shared).values())
        .isEqualTo(omNet.weights(0).get(shared).values());
    assertThatThrownBy(
            () ->
                trainer(plan(TrainingPreset.OM_NET_CGA, 3, 1))
                    .startFrom(omNet)
                    .checkpoints(new CheckpointPolicy(folder.resolve("refused"), 1, 1))
                    .build()
                    .train("other width", subjects))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("start from a model of the same width");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void subjectsWithoutTumourAreRefusedBeforeAnythingIsMade() {
    Subject subject = Phantom.seeded(1);
    TumorLabels healthy =
        new TumorLabels(
            LabelMap.wrap(subject.grid(), new byte[subject.grid().shape().voxels()]),
            LabelScheme.BRATS2021);
    OmNetTrainer trainer =
        trainer(plan(TrainingPreset.OM_NET, 2, 1))
            .checkpoints(new CheckpointPolicy(folder.resolve("refused"), 1, 1))
            .build();
    assertThatThrownBy(
            () ->
                trainer.train(
                    "tiny", List.of(subject.with(subject.volumes(), Optional.of(healthy)))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("add a subject that has");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void everyStepIsReported() throws Exception {
    List<StepReport> reports = new ArrayList<>();
    trainer(plan(TrainingPreset.OM_NET, 2, 40))
        .listener(reports::add)
        .build()
        .train("tiny", List.of(Phantom.seeded(1)));
    assertThat(reports).hasSize(40).extracting(StepReport::total).containsOnly(40L);
    assertThat(reports.get(0).losses()).hasSize(1);
    assertThat(reports.get(2).stage()).isEqualTo(2);
    assertThat(reports.get(39).losses()).hasSize(3);
    assertThat(reports.get(39).patches()).isEqualTo(9);
    assertThat(reports.get(39).rate()).isLessThan(reports.get(0).rate());
    assertThat(reports.get(39).gradientNorm()).isPositive();
  }

  @Test
  void aSubjectWithoutTruthIsRefusedByName() {
    Subject subject = Phantom.seeded(1);
    Subject blind = subject.with(subject.volumes(), Optional.empty());
    OmNetTrainer.Builder trainer = trainer(plan(TrainingPreset.OM_NET, 2, 1));
    assertThatThrownBy(() -> trainer.build().train("tiny", List.of(blind)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("synthetic-1");
    trainer.validation(List.of(blind), 0);
    assertThatThrownBy(() -> trainer.build().train("tiny", List.of(Phantom.seeded(2))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("synthetic-1");
  }

  @Test
  void noSubjectIsRefused() {
    assertThatThrownBy(
            () -> trainer(plan(TrainingPreset.OM_NET, 2, 1)).build().train("tiny", List.of()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no subject");
  }

  @Test
  void aPatchLargerThanTheVolumeIsRefusedByName() {
    TrainingPlanBuilder plan = plan(TrainingPreset.OM_NET, 2, 1).patch(new Shape(16, 128, 16));
    assertThatThrownBy(() -> trainer(plan).build().train("tiny", List.of(Phantom.seeded(1))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("synthetic-1")
        .hasMessageContaining("16x128x16");
  }

  @Test
  void divergenceNamesTheStepItsPatchesAndTheLastCheckpoint() {
    TrainingPlanBuilder plan =
        plan(TrainingPreset.OM_NET_0, 2, 50).optimizer(new SgdConfig(1e30, 0.9, 5e-4));
    assertThatThrownBy(
            () ->
                trainer(plan)
                    .checkpoints(new CheckpointPolicy(folder.resolve("run"), 1, 2))
                    .build()
                    .train("tiny", List.of(Phantom.seeded(1))))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("step ")
        .hasMessageContaining("synthetic-1 at ")
        .hasMessageContaining("the last checkpoint is ")
        .hasMessageContaining("iteration-0000000");
  }
}
