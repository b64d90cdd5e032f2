package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A preprocessing of choice trains, travels in the package, and segments. */
class PreprocessingInTrainingIT {
  private static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

  @TempDir private Path folder;

  static List<Preprocessing> choices() throws Exception {
    Preprocessing standard = Preprocessing.DEFAULT;
    return List.of(
        standard.withNormalisation(Transforms.robustZScore(Foreground.NON_ZERO)),
        standard.withNormalisation(Transforms.percentileRescale(Foreground.NON_ZERO, 0.5, 99.5)),
        standard.withNormalisation(
            Transforms.learnHistogramStandardization(
                SUBJECTS, List.of(Modality.values()), Foreground.NON_ZERO)),
        standard.withSpacing(new Spacing(1.2, 1.2, 1.1)),
        standard.withModalities(Modality.FLAIR, Modality.T1C),
        standard.withModalities(Modality.T1),
        standard.withStep(Transforms.symmetryChannels()).withStep(Transforms.locationChannels()));
  }

  private static TrainingPlanBuilder plan(Preprocessing preprocessing) {
    return TrainingPreset.OM_NET
        .plan(2, 3)
        .patchesPerTask(2)
        .patch(new Shape(16, 16, 16))
        .preprocessing(preprocessing)
        .recalibration(1)
        .seed(5);
  }

  private ModelPackage trained(TrainingPlan plan) throws Exception {
    ModelPackage model =
        OmNetTrainer.builder(plan)
            .engine(TestEngine.kind(), DevicePolicy.cpu())
            .build()
            .train("own", SUBJECTS)
            .model();
    ModelWriter.toZip(model, folder.resolve("own.zip"));
    return ModelPackage.open(folder.resolve("own.zip"));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aChoiceTrainsTravelsAndSegments(Preprocessing choice) throws Exception {
    ModelPackage model = trained(plan(choice).build());
    assertThat(model.manifest().preprocessing()).isEqualTo(choice);
    assertThat(model.manifest().networks().get(0).channels()).isEqualTo(choice.channels().size());
    Subject unseen = Phantom.seeded(3);
    Map<Modality, Volume> needed = new EnumMap<>(Modality.class);
    choice.modalities().forEach(modality -> needed.put(modality, unseen.volume(modality)));
    try (Segmenter segmenter = Segmenter.open(model, TestEngine.kind())) {
      assertThat(segmenter.segment(unseen.with(needed, Optional.empty())).labels().grid())
          .isEqualTo(unseen.grid());
    }
  }

  @Test
  void aMissingModalityIsTakenAsZeroWhereTheModelAllowsIt() throws Exception {
    ModelPackage model = trained(plan(Preprocessing.DEFAULT.withMissingAsZero(true)).build());
    Subject unseen = Phantom.seeded(3);
    Map<Modality, Volume> some = new EnumMap<>(unseen.volumes());
    some.remove(Modality.T2);
    try (Segmenter segmenter = Segmenter.open(model, TestEngine.kind())) {
      assertThat(segmenter.segment(unseen.with(some, Optional.empty())).labels().grid())
          .isEqualTo(unseen.grid());
    }
  }

  @Test
  void theMemoryForSubjectsChangesNoWeight() throws Exception {
    TrainingPlan plan = plan(Preprocessing.DEFAULT).mixing(2, 1).build();
    String expected = trained(plan).fingerprint();
    for (long bytes : new long[] {0, 100_000, 1 << 30}) {
      String found =
          OmNetTrainer.builder(plan)
              .engine(TestEngine.kind(), DevicePolicy.cpu())
              .memory(bytes)
              .loaderThreads(bytes == 0 ? 3 : 1)
              .build()
              .train("own", SUBJECTS)
              .model()
              .fingerprint();
      assertThat(found).as("within %s bytes", bytes).isEqualTo(expected);
    }
  }
}
