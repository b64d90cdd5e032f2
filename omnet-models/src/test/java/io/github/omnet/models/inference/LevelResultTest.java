package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.Pipeline;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.internal.CoarseInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Four voxels in a row; the fine level looks at the first two. */
class LevelResultTest {
  private static final LabelScheme SCHEME = LabelScheme.BRATS2021;
  private static final Grid ROW = Grid.isotropic(new Shape(4, 1, 1));
  private static final boolean[] LOOKED = {true, true, false, false};

  /** Background and oedema; the other classes are 0. */
  private static ClassProbabilities task(float... oedema) {
    float[] background = new float[4];
    for (int n = 0; n < 4; n++) {
      background[n] = 1 - oedema[n];
    }
    return ClassProbabilities.wrap(
        ROW, background, new float[4], oedema, new float[4], new float[4]);
  }

  private static Volume row(float... values) {
    return Volume.wrap(ROW, values);
  }

  private static LevelResult level(
      Subject subject, boolean[] looked, Optional<Volume> variance, float... oedema) {
    PreparedSubject prepared =
        new PreparedSubject(subject, Mask.wrap(ROW, looked), Pipeline.of().run(subject));
    RegionEvidence evidence = RegionEvidence.of(prepared, SCHEME);
    evidence.add(0, List.of(task(oedema)));
    TumorLabels labels = new TumorLabels(LabelMap.wrap(ROW, new byte[] {2, 2, 0, 0}), SCHEME);
    FusedTasks fused =
        new FusedTasks(labels, List.of(task(oedema)), variance.stream().toList(), evidence, 1, 0);
    return new LevelResult(prepared, fused, new PostProcessing.Result(labels, List.of()));
  }

  private static final Subject SUBJECT = Subject.of("row", Map.of(Modality.FLAIR, row(1, 1, 1, 1)));

  private static final float[] COARSE = {0.5f, 0.5f, 0.0625f, 0.03125f};

  private static LevelResult coarse() {
    return level(
        SUBJECT,
        new boolean[] {true, true, true, true},
        Optional.of(row(0.25f, 0.25f, 0.125f, 0.125f)),
        COARSE);
  }

  private static LevelResult fine() {
    Subject told =
        CoarseInput.added(
            SUBJECT,
            Map.of(
                TumorRegion.WT, row(COARSE),
                TumorRegion.TC, row(0, 0, 0, 0),
                TumorRegion.ET, row(0, 0, 0, 0)));
    // In its windows, but not where it looks, the fine level sees tumour; beyond them nothing.
    return level(told, LOOKED, Optional.of(row(0.5f, 0, 0.5f, 0)), 0.75f, 1, 0.875f, 0);
  }

  @Test
  void whereTheFineLevelDoesNotLookTheCoarseProbabilitiesStand() {
    TaskProbabilities task =
        fine().probabilities(Optional.of(CoarseResult.of(coarse(), true, false))).get(0);
    assertThat(task.classes().get(2).data()).containsExactly(0.75f, 1, 0.0625f, 0.03125f);
    assertThat(task.classes().get(0).data()).containsExactly(0.25f, 0, 0.9375f, 0.96875f);
    assertThat(task.variance().orElseThrow().data()).containsExactly(0.5f, 0, 0.125f, 0.125f);
  }

  @Test
  void oneLevelKeepsItsOwn() {
    TaskProbabilities task = coarse().probabilities(Optional.empty()).get(0);
    assertThat(task.classes().get(2).data()).containsExactly(COARSE);
  }

  @Test
  void theQualityCountsTheCoarseProbabilitiesThere() {
    // Tumour has 0.75 and 1 where it is labelled, and 0.0625 and 0.03125 beside it.
    double expected = 2 * 1.75 / (2 + 1.75 + 0.09375);
    assertThat(fine().quality().expectedDice().get(TumorRegion.WT))
        .isCloseTo(expected, within(0.003));
    double alone = 2 * 1.0 / (2 + 1 + 0.09375);
    assertThat(coarse().quality().expectedDice().get(TumorRegion.WT))
        .isCloseTo(alone, within(0.003));
  }

  @Test
  void theRimIsAsCertainAsTheCoarseLevelWhereTheFineOneDoesNotLook() {
    // The rim is the last voxel of the tumour, of which the fine level is sure, and the first one
    // beyond, whose coarse probability of 1/16 has 0.3373 bits; those of the fine 7/8 do not count.
    assertThat(fine().quality().rimCertainty()).isCloseTo(1 - 0.3373 / 2, within(0.003));
    assertThat(coarse().quality().rimCertainty()).isCloseTo(1 - (1 + 0.3373) / 2, within(0.003));
  }

  @Test
  void ofTheCoarseLevelOnlyWhatIsUsedLaterStays() {
    CoarseResult told = CoarseResult.of(coarse(), false, false);
    assertThat(told.finding().isEmpty()).isFalse();
    assertThat(told.whole()).isEmpty();
    assertThat(told.tasks()).isEmpty();
    assertThat(told.variances()).isEmpty();
    assertThat(told.windows()).isEqualTo(1);
    CoarseResult asked = CoarseResult.of(coarse(), true, false);
    assertThat(asked.whole()).isEmpty();
    assertThat(asked.tasks()).hasSize(1);
    assertThat(asked.variances()).hasSize(1);
    CoarseResult mixed = CoarseResult.of(coarse(), false, true);
    assertThat(mixed.tasks()).hasSize(1);
    assertThat(mixed.variances()).isEmpty();
  }
}
