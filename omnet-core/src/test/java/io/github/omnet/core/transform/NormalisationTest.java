package io.github.omnet.core.transform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisationTest {
  private static final Foreground BRAIN = Foreground.NON_ZERO;

  private static Volume row(float... values) {
    return Volume.wrap(Grid.isotropic(new Shape(values.length, 1, 1)), values);
  }

  static List<IntensityTransform> all() {
    return List.of(
        ZScore.overNonZero(),
        RobustZScore.over(BRAIN),
        PercentileRescale.over(BRAIN, 1, 99).onto(2, 5),
        HistogramMatch.to(row(0, 10, 20, 30), BRAIN));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anEmptyImageStaysEmpty(IntensityTransform transform) {
    assertThat(transform.apply(row(0, 0, 0)).data()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void backgroundStaysZero(IntensityTransform transform) {
    float[] after = transform.apply(row(0, 5, 6, 9, 0)).data();
    assertThat(after[0]).isZero();
    assertThat(after[4]).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void infinityIsRefused(IntensityTransform transform) {
    assertThatThrownBy(() -> transform.apply(row(0, 5, Float.POSITIVE_INFINITY)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> transform.apply(row(0, 5, Float.NaN)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void aConstantForegroundBecomesAStatedValue() {
    Volume constant = row(0, 7, 7, 7);
    assertThat(RobustZScore.over(BRAIN).apply(constant).data()).containsExactly(0, 0, 0, 0);
    assertThat(PercentileRescale.over(BRAIN, 1, 99).onto(2, 5).apply(constant).data())
        .containsExactly(0, 2, 2, 2);
    assertThat(HistogramMatch.to(row(0, 10, 20, 30), BRAIN).apply(constant).data())
        .containsExactly(new float[] {0, 20, 20, 20}, within(1e-4f));
  }

  @Test
  void robustZScoreIsMedianAndQuartiles() {
    // Foreground 1 2 3 4 1000: median 3, quartiles 2 and 4.
    float[] z = RobustZScore.over(BRAIN).apply(row(0, 1000, 1, 2, 3, 4)).data();
    assertThat(z[4]).isZero();
    assertThat(z[5]).isCloseTo(1.34898f / 2, within(1e-5f));
    assertThat(z[2]).isCloseTo(-1.34898f, within(1e-5f));
  }

  @Test
  void percentilesClipAndRescale() {
    float[] after =
        PercentileRescale.over(BRAIN, 25, 75).onto(-1, 1).apply(row(0, 1, 2, 3, 4, 5)).data();
    assertThat(after).containsExactly(0, -1, -1, 0, 1, 1);
    assertThat(PercentileRescale.over(BRAIN, 0, 100).apply(row(1, 2, 3)).data())
        .containsExactly(0, 0.5f, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> PercentileRescale.over(BRAIN, 90, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PercentileRescale.over(BRAIN, 1, 99).onto(1, 1));
  }

  @Test
  void matchingGivesTheDistributionOfTheReference() {
    Grid grid = Grid.isotropic(new Shape(20, 20, 20));
    Volume reference = Phantom.subject("reference", grid).volume(Modality.T1C);
    Volume image = Phantom.subject("image", grid).volume(Modality.FLAIR);
    Volume matched = HistogramMatch.to(reference, BRAIN).apply(image);
    SortedForeground wanted = SortedForeground.of(reference, BRAIN);
    SortedForeground found = SortedForeground.of(matched, BRAIN);
    for (double q = 0; q <= 1; q += 0.05) {
      assertThat(found.quantile(q)).isCloseTo(wanted.quantile(q), within(0.5));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> HistogramMatch.to(row(0, 0), BRAIN));
  }

  @Test
  void standardisedSubjectsShareTheirLandmarks() throws Exception {
    Grid grid = Grid.isotropic(new Shape(20, 18, 16));
    Subject one = Phantom.subject("1", grid);
    Subject brighter = scaled(one, 3, 40);
    HistogramStandardization learnt =
        HistogramStandardization.learn(
            List.of(one, brighter), List.copyOf(one.volumes().keySet()), BRAIN);
    for (Modality modality : Modality.values()) {
      double[] landmarks = requireNonNull(learnt.landmarks().get(modality));
      assertThat(landmarks).hasSize(11).isSorted();
      assertThat(landmarks[0]).isZero();
      assertThat(landmarks[10]).isCloseTo(100, within(1e-9));
      for (Subject subject : List.of(one, brighter)) {
        SortedForeground after = SortedForeground.of(learnt.apply(subject).volume(modality), BRAIN);
        assertThat(after.quantile(0.5)).isCloseTo(landmarks[5], within(0.2));
        assertThat(after.quantile(0.9)).isCloseTo(landmarks[9], within(0.2));
      }
    }
    assertThat(HistogramStandardization.of(learnt.landmarks(), BRAIN).describe())
        .isEqualTo(learnt.describe());
  }

  private static Subject scaled(Subject subject, float scale, float shift) {
    Map<Modality, Volume> volumes = subject.volumes();
    volumes.replaceAll(
        (modality, volume) -> {
          float[] data = volume.copyOfData();
          for (int n = 0; n < data.length; n++) {
            data[n] = data[n] == 0 ? 0 : data[n] * scale + shift;
          }
          return Volume.wrap(volume.grid(), data);
        });
    return subject.with(volumes, subject.truth());
  }

  @Test
  void standardisingTheEmptyTheConstantAndTheUnknownIsDefined() {
    double[] landmarks = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    HistogramStandardization known =
        HistogramStandardization.of(Map.of(Modality.T1, landmarks), BRAIN);
    assertThat(known.apply(row(0, 0), Modality.T1).data()).containsExactly(0, 0);
    assertThat(known.apply(row(0, 8, 8), Modality.T1).data()).containsExactly(0, 50, 50);
    assertThatThrownBy(() -> known.apply(row(1, 2), Modality.T2))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("T2", "[T1]");
    Subject flat = Subject.of("f", Map.of(Modality.T1, row(0, 3, 3)));
    assertThatThrownBy(
            () ->
                HistogramStandardization.learn(
                    List.of(flat), List.copyOf(flat.volumes().keySet()), BRAIN))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("T1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> HistogramStandardization.of(Map.of(Modality.T1, new double[] {1, 2}), BRAIN));
  }
}
