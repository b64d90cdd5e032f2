package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.testing.Grids;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final Pipeline PIPELINE =
      Pipeline.of(
          Reorient.to(Orientation.RAS),
          CropToBrain.withMargin(1),
          Resample.to(new Spacing(0.9, 0.8, 1)),
          ZScore.overNonZero());

  /** The promise to whoever writes a segmentation next to the scan it was made from. */
  @Property(tries = 200)
  void labelsMadeOnTheWorkingGridReturnToTheVoxelsTheyCameFrom(
      @ForAll("orientations") Orientation orientation,
      @ForAll @DoubleRange(min = -20, max = 20) double degrees) {
    Grid grid = Grids.grid(new Shape(14, 12, 10), new Spacing(1, 1, 2), orientation, degrees, 9);
    Subject subject = Phantom.subject("p", grid);
    Pipeline.Run run = PIPELINE_FINER.run(subject);
    LabelMap onWorkingGrid = run.subject().requireTruth().map();
    assertThat(onWorkingGrid.grid().matches(grid)).isFalse();
    LabelMap back = run.toOriginal(onWorkingGrid);
    assertThat(back.grid()).isEqualTo(grid);
    assertThat(back.data()).isEqualTo(subject.requireTruth().map().data());
  }

  private static final Pipeline PIPELINE_FINER =
      Pipeline.of(
          Pipeline.of(Reorient.to(Orientation.RAS), ZScore.overNonZero()),
          CropToBrain.withMargin(0),
          Resample.to(new Spacing(0.9, 0.8, 0.7)),
          CropOrPad.to(new Shape(40, 50, 60)));

  @Test
  void imagesAndMasksReturnToTheOriginalGridToo() {
    Subject subject = Phantom.subject(new Shape(14, 12, 10));
    Pipeline.Run run = PIPELINE.run(subject);
    assertThat(run.back()).hasSize(3);
    Volume image = run.toOriginal(run.subject().volume(Modality.T1));
    assertThat(image.grid()).isEqualTo(subject.grid());
    assertThat(run.toOriginal(run.subject().brain()).grid()).isEqualTo(subject.grid());
  }

  @Test
  void theFingerprintIsTheSameEverywhere() {
    assertThat(PIPELINE.describe())
        .isEqualTo(
            "[reorient(to=RAS) > cropToBrain(margin=1) > resample(to=spacing 0.9 0.8 1,"
                + " images=linear, labels=nearest) > zScore(over=nonzero)]");
    assertThat(PIPELINE.fingerprint())
        .isEqualTo("e439a7fde7d588fb8ff20aead4d7c50c88d4d79f6708ea18978257dbb1785cf9");
  }

  @Test
  void theFingerprintChangesWithEveryParameterAndWithTheOrder() {
    assertThat(Pipeline.of(CropToBrain.withMargin(1)).fingerprint())
        .isNotEqualTo(Pipeline.of(CropToBrain.withMargin(2)).fingerprint());
    Transform a = ZScore.overNonZero();
    Transform b = RobustZScore.over(Foreground.NON_ZERO);
    assertThat(Pipeline.of(a, b).fingerprint()).isNotEqualTo(Pipeline.of(b, a).fingerprint());
    assertThat(Pipeline.of(a).fingerprint())
        .isNotEqualTo(Pipeline.of(ZScore.over(Foreground.ALL)).fingerprint());
  }

  @Test
  void aFailureNamesSubjectAndTransform() {
    Volume bad = Volume.wrap(Grid.isotropic(new Shape(2, 1, 1)), new float[] {1, Float.NaN});
    Subject subject = Subject.of("p42", Map.of(Modality.T1, bad));
    assertThatThrownBy(() -> Pipeline.of(ZScore.overNonZero()).apply(subject))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("p42", "zScore", "(1, 0, 0)");
  }

  @Test
  void aBugInATransformStaysWhatItIsAndSaysWhere() {
    Transform wrong =
        new Transform() {
          @Override
          public Subject apply(Subject subject) {
            throw new IllegalArgumentException("factor must be above 0");
          }

          @Override
          public String describe() {
            return "wrong()";
          }
        };
    Subject subject = Phantom.subject(new Shape(4, 4, 4));
    assertThatThrownBy(() -> Pipeline.of(Pipeline.of(wrong)).apply(subject))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("factor must be above 0")
        .satisfies(
            e ->
                assertThat(e.getSuppressed()[0])
                    .hasMessageContainingAll(subject.id(), "transform wrong()"));
  }

  @Test
  void anEmptyPipelineChangesNothing() {
    Subject subject = Phantom.subject(new Shape(4, 4, 4));
    assertThat(Pipeline.of().apply(subject)).isSameAs(subject);
  }

  @Provide
  Arbitrary<Orientation> orientations() {
    return Arbitraries.of(Grids.orientations());
  }
}
