package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.ModelPackage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A package's architecture decides which network the segmenter runs. */
class ArchitecturesInUseIT {
  @ParameterizedTest
  @ValueSource(strings = {"om-net-se", "om-net-cga"})
  void aPackageWithAttentionSegmentsASubject(Architecture architecture) throws Exception {
    ModelPackage model =
        TestModels.random(architecture, LabelScheme.BRATS2021, new Shape(16, 16, 16), 2, 3);
    Subject subject = Phantom.seeded(4, Grid.isotropic(new Shape(26, 24, 22)));
    SegmenterOptions options =
        SegmenterOptions.DEFAULT.withEngine(TestEngine.kind()).withProbabilities();
    try (Segmenter segmenter = Segmenter.open(model, options)) {
      Segmentation result = segmenter.segment(subject);
      assertThat(result.probabilities())
          .extracting(task -> task.classes().size())
          .containsExactly(5, 5, 2);
      for (TaskProbabilities task : result.probabilities()) {
        float[] entropy = task.entropy().data();
        // Somewhere the task prefers a class.
        assertThat(entropy[subject.grid().shape().index(13, 12, 11)])
            .isGreaterThan(0)
            .isLessThan(0.999f * (float) Math.log(task.classes().size()));
      }
    }
  }
}
