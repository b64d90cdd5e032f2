package io.github.omnet.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.training.CheckpointPolicy;
import io.github.omnet.models.training.OmNetTrainer;
import io.github.omnet.models.training.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network and a rule of the user's own, from another module than those that use them. */
class OwnNetworkIT {
  private static final PhantomCohort COHORT = new PhantomCohort(3, 24);
  private static final List<Subject> SUBJECTS = List.of(COHORT.subject(0), COHORT.subject(1));
  private static final Subject UNSEEN = COHORT.subject(2);

  @TempDir private Path folder;

  private static TrainingPlan small(TrainingPlanBuilder plan) {
    return plan.patchesPerTask(1).patch(new Shape(16, 16, 16)).recalibration(1).seed(9).build();
  }

  private static OmNetTrainer.Builder trainer(TrainingPlan plan) {
    return OmNetTrainer.builder(plan).engine(EngineKind.PYTORCH, DevicePolicy.cpu());
  }

  @Test
  void anEngineThatDoesNotRunItIsRefused() {
    assertThatThrownBy(
            () ->
                OmNetTrainer.builder(small(PlainNetwork.plan(6)))
                    .engine(EngineKind.MXNET, DevicePolicy.cpu())
                    .build()
                    .train("own", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("runs on pytorch, not on mxnet");
  }

  @Test
  void anOwnNetworkComputesIn32BitFloats() throws Exception {
    OmNetTrainer.Builder narrow =
        trainer(small(PlainNetwork.plan(6))).precision(Precision.BFLOAT16);
    assertThatThrownBy(() -> narrow.build().train("own", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessage("the network 'plain' of your own does not compute in bfloat16; choose float32");
    ModelPackage model =
        trainer(small(PlainNetwork.plan(12)))
            .stopWhen(() -> true)
            .build()
            .train("own", SUBJECTS)
            .model();
    assertThat(model.manifest().provenance().engine()).doesNotContain("bfloat16");
    assertThatThrownBy(
            () -> Segmenter.open(model, options().withPrecision(Precision.BFLOAT16)).close())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("choose float32");
    try (Segmenter segmenter = Segmenter.open(model, options())) {
      assertThat(segmenter.segment(UNSEEN).provenance()).containsEntry("precision", "float32");
    }
  }

  @Test
  void anOwnNetworkTrainsResumesAndSegments() throws Exception {
    TrainingPlan plan = small(PlainNetwork.plan(6));
    ModelPackage whole = trainer(plan).build().train("own", SUBJECTS).model();
    assertThat(whole.manifest().architecture()).isEqualTo(PlainNetwork.ARCHITECTURE);
    assertThat(whole.manifest().provenance().settings()).containsEntry("architecture", "plain");
    assertThat(whole.weights(0).keySet())
        .contains("own.head1.weight", "own.head3.bias")
        .filteredOn(name -> name.endsWith("Conv3d.weight"))
        .hasSize(2);

    CheckpointPolicy policy = new CheckpointPolicy(folder.resolve("run"), 2, 3);
    int[] steps = {0};
    trainer(plan)
        .checkpoints(policy)
        .stopWhen(() -> ++steps[0] >= 3)
        .build()
        .train("own", SUBJECTS);
    TrainingResult resumed = trainer(plan).resume(policy).build().train("own", SUBJECTS);
    assertThat(resumed.finished()).isTrue();
    assertThat(resumed.model().fingerprint()).isEqualTo(whole.fingerprint());

    String zip = folder.resolve("own.zip").toString();
    ModelWriter.toZip(whole, Path.of(zip));
    assertThatThrownBy(() -> ModelZoo.open(zip))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContainingAll("'plain'", "om-net-cga", "ModelParts");
    ModelPackage opened = PlainNetwork.open(zip);
    assertThat(opened.digest()).isEqualTo(whole.digest());
    try (Segmenter segmenter = Segmenter.open(opened, options())) {
      Segmentation result = segmenter.segment(UNSEEN);
      assertThat(result.labels().grid()).isEqualTo(UNSEEN.grid());
      assertThat(result.windows()).isPositive();
      assertThat(result.probabilities())
          .extracting(task -> task.classes().size())
          .containsExactly(5, 5, 2);
    }
  }

  private static SegmenterOptions options() {
    return SegmenterOptions.DEFAULT.withEngine(EngineKind.PYTORCH).withProbabilities();
  }

  @Test
  void anOwnNetworkIsAnotherTraining() throws Exception {
    TrainingPlan plan = small(PlainNetwork.plan(6));
    CheckpointPolicy policy = new CheckpointPolicy(folder.resolve("run"), 2, 3);
    trainer(plan).checkpoints(policy).stopWhen(() -> true).build().train("own", SUBJECTS);
    TrainingPlan other = small(TrainingPreset.OM_NET.plan(2, 6));
    assertThatThrownBy(() -> trainer(other).resume(policy).build().train("own", SUBJECTS))
        .hasMessageContaining("plain");
  }

  @Test
  void anOwnRuleTravelsWithItsConstants() throws Exception {
    ModelPackage plain =
        trainer(small(TrainingPreset.OM_NET.plan(2, 2))).build().train("m", SUBJECTS).model();
    ModelPackage model = new MinimumEnhancing(1_000_000).in(plain);
    assertThat(model.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(model.digest())
        .isNotEqualTo(plain.digest())
        .isNotEqualTo(new MinimumEnhancing(3).in(plain).digest());

    Path zip = folder.resolve("rule.zip");
    ModelWriter.toZip(model, zip);
    assertThatThrownBy(() -> ModelPackage.open(zip))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContainingAll(
            "'minimumEnhancing'",
            "[components, coreless-parts, far-core, little-enhancing, oedema]",
            "RuleRegistry");
    ModelPackage opened = MinimumEnhancing.open(zip);
    assertThat(opened.manifest()).isEqualTo(model.manifest());
    assertThat(opened.postProcessing(opened.manifest().inference()).rules())
        .contains(new MinimumEnhancing(1_000_000));
    try (Segmenter segmenter = Segmenter.open(opened, options())) {
      Segmentation result = segmenter.segment(UNSEEN);
      assertThat(result.corrections()).hasSize(2);
      assertThat(result.corrections().get(1).rule()).isEqualTo("minimumEnhancing");
      assertThat(result.labels().region(TumorRegion.ET).isEmpty()).isTrue();
      assertThat(result.provenance().get("settings")).contains("minimumEnhancing(voxels=1000000)");
    }
    // Without its registry a rule is not known to settings of the caller's either.
    assertThatThrownBy(
            () -> Segmenter.open(plain, options().withSettings(model.manifest().inference())))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("'minimumEnhancing'");
    assertThat(plain.withPostProcessing(PostProcessing.NONE).manifest().inference())
        .isEqualTo(plain.manifest().inference().withPostProcessing(List.of()));
  }
}
