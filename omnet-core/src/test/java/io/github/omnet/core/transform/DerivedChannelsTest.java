package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derived channels in steps that do not make them. */
class DerivedChannelsTest {
  private static final Subject PLAIN = Phantom.subject(new Shape(12, 10, 8));
  private static final Subject SUBJECT = withDerived(PLAIN);

  /** The images of two modalities once more, so that both kinds of channel must move alike. */
  private static Subject withDerived(Subject subject) {
    Map<String, Volume> derived = new LinkedHashMap<>();
    derived.put("second", subject.volume(Modality.T2));
    derived.put("first", subject.volume(Modality.T1));
    return subject.withDerived(derived);
  }

  static Stream<Transform> spatial() {
    return Stream.of(
        Reorient.to(Orientation.of("PIL")),
        Crop.to(new Box(-2, 1, 3, new Shape(7, 6, 9))),
        CropOrPad.to(new Shape(9, 16, 5)),
        CropToBrain.withMargin(1),
        Resample.to(new Spacing(1.5, 0.8, 2)),
        Resample.to(Grid.isotropic(new Shape(5, 6, 7))),
        Pipeline.of(Reorient.to(Orientation.of("LPS")), CropToBrain.withMargin(0)));
  }

  @ParameterizedTest
  @MethodSource("spatial")
  void moveLikeImages(Transform transform) {
    Subject moved = transform.apply(SUBJECT);
    assertThat(moved.derived().keySet()).containsExactly("second", "first");
    same(moved.derived().get("second"), moved.volume(Modality.T2));
    same(moved.derived().get("first"), moved.volume(Modality.T1));
  }

  static Stream<Transform> intensities() throws Exception {
    return Stream.of(
        ZScore.overNonZero(),
        RobustZScore.over(Foreground.NON_ZERO),
        PercentileRescale.over(Foreground.NON_ZERO, 1, 99),
        HistogramMatch.to(PLAIN.volume(Modality.T2), Foreground.NON_ZERO),
        HistogramStandardization.learn(
            List.of(PLAIN), List.of(Modality.values()), Foreground.NON_ZERO));
  }

  @ParameterizedTest
  @MethodSource("intensities")
  void keepTheirValuesWhenIntensitiesChange(Transform transform) {
    Subject changed = transform.apply(SUBJECT);
    assertThat(changed.derived()).isEqualTo(SUBJECT.derived());
    assertThat(changed.volume(Modality.T1).data())
        .isEqualTo(transform.apply(PLAIN).volume(Modality.T1).data())
        .isNotEqualTo(PLAIN.volume(Modality.T1).data());
  }

  @Test
  void comeBackWithTheGrid() {
    Pipeline pipeline = Pipeline.of(Reorient.to(Orientation.of("LPS")));
    Subject moved = pipeline.apply(SUBJECT);
    Subject back = Reorient.to(Orientation.RAS).apply(moved);
    assertThat(back.derived().get("first").data()).isEqualTo(SUBJECT.derived().get("first").data());
  }

  private static void same(Volume found, Volume expected) {
    assertThat(found.grid()).isEqualTo(expected.grid());
    assertThat(found.data()).isEqualTo(expected.data());
  }
}
