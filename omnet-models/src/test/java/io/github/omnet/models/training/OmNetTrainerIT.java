package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.SyntheticSubjects;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OmNetTrainerIT {
  @TempDir private Path folder;

  private static OmNetTrainer trainer(long iterations) {
    TrainingPlan plan =
        TrainingPlan.omNet(4, iterations, 3, 7)
            .withPatch(new Shape(16, 16, 16))
            .withSgd(new SgdConfig(0.03, 0.9, 5e-4, 0));
    return new OmNetTrainer(plan, TestEngine.kind(), Device.cpu());
  }

  @Test
  void aTrainedAndStoredModelSegmentsASubjectItHasNotSeen() throws Exception {
    List<Subject> subjects = List.of(SyntheticSubjects.subject(1), SyntheticSubjects.subject(2));
    ModelPackage trained = trainer(60).train("tiny", subjects, TrainingListener.NONE);
    ModelWriter.toFolder(trained, folder.resolve("model"));

    Subject unseen = SyntheticSubjects.subject(3);
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
  void theSameSeedGivesTheSameWeights() throws Exception {
    List<Subject> subjects = List.of(SyntheticSubjects.subject(1));
    ModelPackage first = trainer(3).train("tiny", subjects, TrainingListener.NONE);
    ModelPackage second = trainer(3).train("tiny", subjects, TrainingListener.NONE);
    first
        .weights(0)
        .forEach(
            (name, tensor) -> {
              try {
                assertThat(second.weights(0).get(name).values()).isEqualTo(tensor.values());
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  @Test
  void aSubjectWithoutTruthIsRefusedByName() {
    Subject subject = SyntheticSubjects.subject(1);
    Subject blind = subject.with(subject.volumes(), Optional.empty());
    assertThatThrownBy(() -> trainer(3).train("tiny", List.of(blind), TrainingListener.NONE))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("synthetic-1");
  }
}
