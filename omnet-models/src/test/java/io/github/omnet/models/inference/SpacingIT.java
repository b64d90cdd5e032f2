package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.packaging.InferenceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpacingIT {
  private static final Subject AT_1MM = Phantom.seeded(4, Grid.isotropic(new Shape(32, 32, 32)));

  /** The same subject with each slice twice, half as thick: halfway between the two, it is back. */
  private static final Subject FINER =
      Transforms.resample(new Spacing(1, 1, 0.5), Interpolation.NEAREST, LabelInterpolation.NEAREST)
          .apply(AT_1MM);

  private static Segmenter open(SegmenterOptions options) throws Exception {
    return Segmenter.open(
        TestModels.spaced(2, 14, new Spacing(1, 1, 1)),
        options
            .withEngine(TestEngine.kind())
            .withSettings(
                InferenceSettings.DEFAULT
                    .withWindow(16, 16, 16, 0.5)
                    .withPostProcessing(List.of())));
  }

  @Test
  void anotherVoxelSizeIsRefusedWithWhatWasFoundAndTheRemedy() throws Exception {
    try (Segmenter segmenter = open(SegmenterOptions.DEFAULT)) {
      assertThatThrownBy(() -> segmenter.segment(FINER))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining(FINER.id())
          .hasMessageContaining("1.000 x 1.000 x 0.5000 mm")
          .hasMessageContaining("1.000 x 1.000 x 1.000 mm")
          .hasMessageContaining("--resample");
      assertThat(segmenter.segment(AT_1MM).provenance()).doesNotContainKey("resampled");
    }
  }

  @Test
  void resampledToTheModelsSizeTheResultComesBackOnTheSubjectsGrid() throws Exception {
    try (Segmenter segmenter =
        open(SegmenterOptions.DEFAULT.withResampling().withProbabilities())) {
      Segmentation direct = segmenter.segment(AT_1MM);
      Segmentation result = segmenter.segment(FINER);
      assertThat(result.labels().map().grid()).isEqualTo(FINER.grid());
      assertThat(result.probabilities().get(0).classes().get(0).grid()).isEqualTo(FINER.grid());
      assertThat(result.windows()).isEqualTo(direct.windows());
      assertThat(result.provenance()).containsEntry("resampled", "1.000 x 1.000 x 1.000 mm");
      assertThat(direct.labels().map().counts().size()).isGreaterThan(1);
      byte[] expected = fusedFrom(direct, FINER.grid());
      byte[] found = result.labels().map().data();
      float[] sum = new float[found.length];
      for (Volume of : direct.probabilities().get(0).classes()) {
        float[] p = Transforms.resample(FINER.grid()).apply(of).data();
        for (int n = 0; n < sum.length; n++) {
          sum[n] += p[n];
        }
      }
      int differing = 0;
      int compared = 0;
      for (int n = 0; n < found.length; n++) {
        // Not at the faces of the box around the brain, beyond which the network says nothing.
        if (sum[n] > 0.999f) {
          compared++;
          differing += found[n] != expected[n] ? 1 : 0;
        }
      }
      assertThat(compared).isGreaterThan(found.length / 3);
      assertThat(differing).isLessThan(compared / 1000);
    }
  }

  /** The fusion of interpolated probabilities, all of the grid at once. */
  private static byte[] fusedFrom(Segmentation coarse, Grid fine) {
    OmNetFusion fusion = new OmNetFusion(coarse.labels().scheme());
    List<ClassProbabilities> own = new ArrayList<>();
    List<ClassProbabilities> moved = new ArrayList<>();
    for (TaskProbabilities task : coarse.probabilities()) {
      own.add(
          ClassProbabilities.wrap(
              AT_1MM.grid(), task.classes().stream().map(Volume::data).toArray(float[][]::new)));
      moved.add(
          ClassProbabilities.wrap(
              fine,
              task.classes().stream()
                  .map(volume -> Transforms.resample(fine).apply(volume).data())
                  .toArray(float[][]::new)));
    }
    boolean[] area = Transforms.resample(fine).apply(fusion.searchArea(own.get(0))).data();
    byte[] votes = fusion.votes(moved.toArray(ClassProbabilities[]::new));
    byte[] labels = new byte[votes.length];
    for (int n = 0; n < votes.length; n++) {
      labels[n] = area[n] ? (byte) coarse.labels().scheme().labelOf(votes[n] >> 1) : 0;
    }
    return labels;
  }

  @Test
  void aModelOfResampledImagesResamplesWhatAnotherWouldTakeAsItIs() {
    Subject nearly = Transforms.resample(new Spacing(1.05, 1, 1)).apply(AT_1MM);
    Spacing trained = new Spacing(1, 1, 1);
    SpacingRule own = new SpacingRule("m", Orientation.RAS, Optional.of(trained), false, 0.1);
    SpacingRule resampled = new SpacingRule("m", Orientation.RAS, Optional.of(trained), true, 1e-4);
    assertThat(own.resampledTo(nearly)).isEmpty();
    assertThat(resampled.resampledTo(nearly)).contains(trained);
    assertThat(resampled.resampledTo(AT_1MM)).isEmpty();
  }

  @Test
  void modelsOfDifferentVoxelSizesAreNoEnsemble() {
    assertThatThrownBy(
            () ->
                Segmenter.open(
                    List.of(
                        TestModels.spaced(2, 1, new Spacing(1, 1, 1)),
                        TestModels.spaced(2, 2, new Spacing(1, 1, 2))),
                    SegmenterOptions.DEFAULT.withEngine(TestEngine.kind())))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("spacing");
  }
}
