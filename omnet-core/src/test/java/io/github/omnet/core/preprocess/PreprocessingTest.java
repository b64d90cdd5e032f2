package io.github.omnet.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final Subject SUBJECT =
      Phantom.subject("p", Grid.isotropic(new Shape(24, 22, 20)));

  private static List<Preprocessing> choices() throws Exception {
    return List.of(
        Preprocessing.DEFAULT,
        Preprocessing.DEFAULT.withModalities(Modality.T1C, Modality.FLAIR),
        Preprocessing.DEFAULT.withMissingAsZero(true),
        Preprocessing.DEFAULT.withOrientation(Orientation.of("LPS")),
        Preprocessing.DEFAULT.withSpacing(new Spacing(2, 2.5, 1.75)),
        Preprocessing.DEFAULT.withNormalisation(Transforms.robustZScore(Foreground.AUTOMATIC)),
        Preprocessing.DEFAULT.withNormalisation(
            Transforms.percentileRescale(new Foreground.Not(-3.5f), 0.5, 99.5, -1, 1)),
        Preprocessing.DEFAULT.withNormalisation(
            Transforms.learnHistogramStandardization(
                List.of(SUBJECT), List.of(Modality.values()), Foreground.NON_ZERO)),
        Preprocessing.DEFAULT
            .withStep(Transforms.symmetryChannels(4.5))
            .withStep(Transforms.locationChannels()),
        Preprocessing.DEFAULT.withStep(Transforms.robustZScore(Foreground.ALL)));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theTextMakesAnEqualPreprocessing(Preprocessing choice) {
    Preprocessing again = Preprocessing.parse(choice.text());
    assertThat(again).isEqualTo(choice).hasSameHashCodeAs(choice);
    assertThat(again.fingerprint()).isEqualTo(choice.fingerprint());
    assertThat(again.modalities()).isEqualTo(choice.modalities());
    assertThat(again.spacing()).isEqualTo(choice.spacing());
    PreparedSubject expected = choice.apply(SUBJECT);
    PreparedSubject found = again.apply(SUBJECT);
    assertThat(found.subject().grid()).isEqualTo(expected.subject().grid());
    for (Modality modality : choice.modalities()) {
      assertThat(found.subject().volume(modality).data())
          .isEqualTo(expected.subject().volume(modality).data());
    }
  }

  /** A header of a few bytes says how large voxels are, and a model how small they should be. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 1e-3, 1e-300})
  void voxelsTooSmallForAnyMemoryAreRefusedBeforeMemoryIsTaken(double mm) {
    Preprocessing fine = Preprocessing.DEFAULT.withSpacing(new Spacing(mm, mm, mm));
    assertThatThrownBy(() -> fine.apply(SUBJECT))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("subject p, transform resampleBrain(to=")
        .hasMessageContaining("check the voxel size");
  }

  @Test
  void theHeapDecidesWhetherSmallVoxelsAreTooSmall() {
    ResampleBrain half = new ResampleBrain(new Spacing(0.5, 0.5, 0.5));
    long bytes = 48L * 44 * 40 * (2 * 4 * 4 + 1);
    half.requireRoom(SUBJECT.grid(), 4, bytes);
    assertThatThrownBy(() -> half.requireRoom(SUBJECT.grid(), 4, bytes - 1))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("24x22x20 voxels of 1.000 x 1.000 x 1.000 mm become 8.45e+04 voxels");
  }

  @Test
  void everyChoiceHasAFingerprintOfItsOwn() throws Exception {
    assertThat(choices().stream().map(Preprocessing::fingerprint)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void labelsReturnToTheSubjectsOwnGrid(Preprocessing choice) {
    Subject turned = Transforms.reorient(Orientation.of("PIR")).apply(SUBJECT);
    PreparedSubject prepared = choice.apply(turned);
    assertThat(prepared.spatial().toOriginal(prepared.subject().requireTruth().map()).grid())
        .isEqualTo(turned.grid());
    if (choice.spacing().isEmpty()) {
      assertThat(prepared.spatial().toOriginal(prepared.subject().requireTruth().map()).data())
          .isEqualTo(turned.requireTruth().map().data());
    }
  }

  @Test
  void channelsComeInTheOrderOfModalityWhateverTheOrderOfChoice() {
    Preprocessing two = Preprocessing.DEFAULT.withModalities(Modality.T1C, Modality.FLAIR);
    assertThat(two.channels()).containsExactly("FLAIR", "T1C");
    assertThat(two.apply(SUBJECT).subject().volumes().keySet())
        .containsExactly(Modality.FLAIR, Modality.T1C);
  }

  @Test
  void derivedChannelsComeAfterTheModalitiesUnderTheNamesTheyAreAnnouncedBy() {
    Preprocessing more =
        Preprocessing.DEFAULT
            .withModalities(Modality.FLAIR, Modality.T2)
            .withStep(Transforms.symmetryChannels())
            .withStep(Transforms.locationChannels());
    assertThat(more.channels())
        .containsExactly(
            "FLAIR",
            "T2",
            "symmetry(FLAIR)",
            "symmetry(T2)",
            "location(x)",
            "location(y)",
            "location(z)");
    Subject prepared = more.apply(SUBJECT).subject();
    assertThat(prepared.derived().keySet())
        .containsExactlyElementsOf(more.channels().subList(2, 7));
    assertThat(PatchReader.of(prepared).channels()).isEqualTo(7);
  }

  @Test
  void aMissingModalityIsRefusedOrZeroAsAsked() {
    Map<Modality, Volume> some = new EnumMap<>(SUBJECT.volumes());
    some.remove(Modality.T2);
    Subject lacking = SUBJECT.with(some, SUBJECT.truth());
    assertThatThrownBy(() -> Preprocessing.DEFAULT.apply(lacking))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("subject p", "T2");
    Subject prepared = Preprocessing.DEFAULT.withMissingAsZero(true).apply(lacking).subject();
    assertThat(prepared.volume(Modality.T2).data()).containsOnly(0);
    assertThat(prepared.volume(Modality.T1).data())
        .isEqualTo(Preprocessing.DEFAULT.apply(SUBJECT).subject().volume(Modality.T1).data());
  }

  @Test
  void aForeignStepIsReadThroughTheRegistryOfTheCaller() {
    Preprocessing own = Preprocessing.DEFAULT.withStep(new Times(3));
    StepRegistry registry =
        StepRegistry.STANDARD.with(
            "times", values -> new Times(Integer.parseInt(values.get("factor"))));
    assertThat(Preprocessing.parse(own.text(), registry)).isEqualTo(own);
    assertThatThrownBy(() -> Preprocessing.parse(own.text()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("'times'", "known", "zScore");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.with("times", values -> new Times(1)))
        .withMessageContaining("'times' exists");
    assertThatThrownBy(
            () -> Preprocessing.parse(own.text().replace("factor=3", "factor=x"), registry))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("\"x\"");
  }

  private record Times(int factor) implements Transform {
    @Override
    public Subject apply(Subject subject) {
      Map<Modality, Volume> scaled = new EnumMap<>(Modality.class);
      subject
          .volumes()
          .forEach(
              (modality, volume) -> {
                float[] data = volume.copyOfData();
                for (int n = 0; n < data.length; n++) {
                  data[n] *= factor;
                }
                scaled.put(modality, Volume.wrap(volume.grid(), data));
              });
      return subject.with(scaled, subject.truth());
    }

    @Override
    public String describe() {
      return "times(factor=" + factor + ")";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zScore(over=nonzero)",
        "modalities(names=FLAIR)",
        "modalities(names=FLAIR) > reorient(to=RAS)",
        "modalities(names=FLAIR) > reorient(to=RAS) > cropToBrain(margin=0)",
        "modalities(names=FLAIR) > reorient(to=RAS) > cropToBrain(margin=9) > zScore(over=all)",
        "modalities(names=PET) > reorient(to=RAS) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1 T1) > reorient(to=RAS) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1) > reorient(to=RAX) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1, missing=one) > reorient(to=RAS) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1) > reorient(to=RAS) > resampleBrain(to=1 1) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1) > reorient(to=RAS) > resampleBrain(to=0 1 1) > cropToBrain(margin=0) > zScore(over=all)",
        "modalities(names=T1) > reorient(to=RAS) > cropToBrain(margin=0) > zScore(over=some)",
        "modalities(names=T1) > reorient(to=RAS) > cropToBrain(margin=0) > zScore",
        "modalities(names=T1) > reorient(to=RAS) > cropToBrain(margin=0) > percentileRescale(over=all)",
      })
  void aTextThatIsNoneIsWrongDataAndNoBug(String text) {
    assertThatThrownBy(() -> Preprocessing.parse(text)).isExactlyInstanceOf(OmnetException.class);
  }

  @Test
  void aTextOfManySteps() {
    String many = Preprocessing.DEFAULT.text() + " > zScore(over=all)".repeat(40);
    assertThatThrownBy(() -> Preprocessing.parse(many)).hasMessageContaining("at most 32 steps");
    assertThatThrownBy(() -> Preprocessing.parse("x".repeat(1 << 17)))
        .hasMessageContaining("characters");
  }
}
