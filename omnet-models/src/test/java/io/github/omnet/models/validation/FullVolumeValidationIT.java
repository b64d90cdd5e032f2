package io.github.omnet.models.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FullVolumeValidationIT {
  private static final Grid GRID = Grid.isotropic(new Shape(26, 24, 22));
  private static final ModelPackage MODEL = TestModels.random(4, 14);
  private static final Subject ONE = Phantom.seeded(4, GRID);
  private static final Subject TWO = Phantom.seeded(5, GRID);

  private static SegmenterOptions options() {
    return SegmenterOptions.DEFAULT
        .withEngine(TestEngine.kind())
        .withSettings(
            InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0.5).withPostProcessing(List.of()));
  }

  private static TumorLabels segmented(Subject subject) throws Exception {
    try (Segmenter segmenter = Segmenter.open(MODEL, options())) {
      return segmenter.segment(subject).labels();
    }
  }

  private static Subject withTruth(Subject subject, TumorLabels truth) {
    return subject.with(subject.volumes(), Optional.of(truth));
  }

  @Test
  void scoresAreTheDiceOfTheSegmentationsThatUsersGet() throws Exception {
    ValidationScores scores = ValidationScores.of(MODEL, List.of(TWO, ONE), options());
    assertThat(scores.dice().keySet()).containsExactly(TWO.id(), ONE.id());
    for (Subject subject : List.of(ONE, TWO)) {
      SegmentationReport report =
          SegmentationReport.of(
              segmented(subject), subject.requireTruth(), Metrics.brats().with(EmptyPolicy.NAN));
      for (TumorRegion region : TumorRegion.values()) {
        assertThat(scores.dice().get(subject.id()).get(region))
            .isEqualTo(report.region(region).get("dice"));
      }
    }
    assertThat(scores.mean()).isBetween(0.0, 1.0);
  }

  @Test
  void aModelThatSegmentsTheTruthScoresOne() throws Exception {
    Subject subject = withTruth(ONE, segmented(ONE));
    ValidationScores scores = ValidationScores.of(MODEL, List.of(subject), options());
    scores.asMetrics().forEach((name, value) -> assertThat(value).as(name).isEqualTo(1));
    assertThat(scores.asMetrics()).containsKeys("dice WT", "dice mean");
  }

  @Test
  void aRegionThatOnlyTheSegmentationHasIsZeroAndOneThatNeitherHasIsUndefined() throws Exception {
    byte[] labels = segmented(ONE).map().data();
    TumorLabels none =
        new TumorLabels(LabelMap.wrap(GRID, new byte[labels.length]), LabelScheme.BRATS2021);
    ValidationScores scores = ValidationScores.of(MODEL, List.of(withTruth(ONE, none)), options());
    Map<TumorRegion, Double> dice = scores.dice().get(ONE.id());
    for (TumorRegion region : TumorRegion.values()) {
      boolean predicted = segmented(ONE).region(region).count() > 0;
      assertThat(dice.get(region)).isEqualTo(predicted ? 0.0 : Double.NaN);
    }
    assertThat(dice.get(TumorRegion.WT)).isZero();
  }

  @Test
  void aSubjectWithoutTruthIsRefusedByName() {
    Subject unknown = ONE.with(ONE.volumes(), Optional.empty());
    assertThatThrownBy(() -> ValidationScores.of(MODEL, List.of(unknown), options()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(ONE.id());
  }

  @Test
  void noSubjectOrOneTwiceIsRefused() {
    assertThatThrownBy(() -> ValidationScores.of(MODEL, List.of(), options()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no subject");
    assertThatThrownBy(() -> ValidationScores.of(MODEL, List.of(ONE, ONE), options()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(ONE.id() + " comes twice");
  }

  @Test
  void theMeanOverSubjectsIsThatOfTheirScores() throws Exception {
    ValidationScores both = ValidationScores.of(MODEL, List.of(ONE, TWO), options());
    double sum = 0;
    for (Map<TumorRegion, Double> dice : both.dice().values()) {
      sum += dice.get(TumorRegion.WT);
    }
    assertThat(both.mean(TumorRegion.WT)).isCloseTo(sum / 2, Offset.offset(1e-12));
  }
}
