package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Regrid;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Box-shaped brains of even tissue, in which every value after a transplant is known. */
class TumorTransplantTest {
  /** The brain fills the grid but for a frame of 2 voxels. */
  private static final Shape SHAPE = new Shape(34, 34, 34);

  private static final Box BRAIN = new Box(2, 2, 2, new Shape(30, 30, 30));

  private static final TumorTransplant IN_PLACE = new TumorTransplant(false, 0, 0, 0, 1, 1);

  /** A tumour of 6 x 6 x 6 to the left, its right half enhancing; voxels 6 to 11 along x. */
  private static final Box LEFT = new Box(6, 14, 14, new Shape(6, 6, 6));

  private static Subject subject(String id, float tissue, Optional<Box> tumor, float contrast) {
    return subject(id, tissue, tumor, contrast, LabelScheme.BRATS2021, BRAIN);
  }

  private static Subject subject(
      String id, float tissue, Optional<Box> tumor, float contrast, LabelScheme scheme, Box brain) {
    Grid grid = Grid.isotropic(SHAPE);
    byte[] labels = new byte[SHAPE.voxels()];
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      int m = factor(modality);
      float[] data = new float[SHAPE.voxels()];
      for (int n = 0; n < data.length; n++) {
        int i = n % SHAPE.x();
        int j = n / SHAPE.x() % SHAPE.y();
        int k = n / (SHAPE.x() * SHAPE.y());
        if (brain.contains(i, j, k)) {
          boolean in = tumor.isPresent() && tumor.get().contains(i, j, k);
          labels[n] = (byte) (!in ? 0 : i < tumor.get().x() + 3 ? 2 : enhancing(scheme));
          data[n] = tissue + m * (in ? contrast : 0);
        }
      }
      volumes.put(modality, Volume.wrap(grid, data));
    }
    return Subject.of(id, volumes, new TumorLabels(LabelMap.wrap(grid, labels), scheme));
  }

  /** Modalities differ in contrast: 1, 2, 3, 4 in their order. */
  private static int factor(Modality modality) {
    return Arrays.asList(Modality.values()).indexOf(modality) + 1;
  }

  private static int enhancing(LabelScheme scheme) {
    return scheme == LabelScheme.BRATS2023 ? 3 : 4;
  }

  private static final Subject HEALTHY = subject("host", 1, Optional.empty(), 0);
  private static final Subject DONOR = subject("donor", 5, Optional.of(LEFT), 2);

  private static Subject put(TumorTransplant transplant, Subject host, Subject donor) {
    return transplant.apply(host, donor).orElseThrow();
  }

  private static Box labelled(Subject subject) {
    return Box.around(subject.requireTruth().map()).orElseThrow();
  }

  private static float value(Subject subject, Modality modality, int i, int j, int k) {
    return subject.volume(modality).get(i, j, k);
  }

  private static int label(Subject subject, int i, int j, int k) {
    return subject.requireTruth().map().get(i, j, k);
  }

  @Test
  void theTumourAppearsWhereItWasWithItsContrastOnTheHostsTissue() {
    Subject made = put(IN_PLACE, HEALTHY, DONOR);
    assertThat(made.id()).isEqualTo("host");
    assertThat(made.requireTruth().map().data()).isEqualTo(DONOR.requireTruth().map().data());
    for (Modality modality : Modality.values()) {
      int m = factor(modality);
      assertThat(value(made, modality, 8, 16, 16)).isEqualTo(1 + m * 2f);
      assertThat(value(made, modality, 6, 14, 14)).as("a corner").isEqualTo(1 + m * 2f);
      assertThat(value(made, modality, 25, 16, 16)).as("the other side").isEqualTo(1);
      assertThat(value(made, modality, 0, 16, 16)).as("background").isZero();
    }
    assertThat(HEALTHY.requireTruth().map().counts()).as("the host itself").hasSize(1);
  }

  @Test
  void strengthScalesTheContrast() {
    for (double strength : new double[] {0.4, 1.2}) {
      Subject made = put(new TumorTransplant(false, 0, 0, 0, 1, strength), HEALTHY, DONOR);
      assertThat(value(made, Modality.FLAIR, 8, 16, 16))
          .isCloseTo((float) (1 + strength * 2), within(1e-6f));
    }
  }

  @Test
  void aFaintTumourShowsTheTissueOfTheHostAndAFullOneReplacesIt() {
    Map<Modality, Volume> volumes = HEALTHY.volumes();
    float[] vessel = HEALTHY.volume(Modality.T2).copyOfData();
    int n = SHAPE.index(8, 16, 16);
    vessel[n] = 11; // 10 above the tissue around
    volumes.put(Modality.T2, Volume.wrap(HEALTHY.grid(), vessel));
    Subject host = HEALTHY.with(volumes, HEALTHY.truth());
    float contrast = 2f * factor(Modality.T2);
    assertThat(put(IN_PLACE, host, DONOR).volume(Modality.T2).data()[n]).isEqualTo(1 + contrast);
    Subject faint = put(new TumorTransplant(false, 0, 0, 0, 1, 0.5), host, DONOR);
    assertThat(faint.volume(Modality.T2).data()[n])
        .isCloseTo(1 + 0.5f * 10 + 0.5f * contrast, within(1e-5f));
  }

  @Test
  void theChangeFadesOutOverTwoVoxels() {
    // Beyond the tumour the donor's tissue is normal: what fades out is the host's own texture.
    Map<Modality, Volume> volumes = HEALTHY.volumes();
    float[] row = HEALTHY.volume(Modality.FLAIR).copyOfData();
    for (int i = 12; i < 17; i++) {
      row[SHAPE.index(i, 16, 16)] = 3;
    }
    volumes.put(Modality.FLAIR, Volume.wrap(HEALTHY.grid(), row));
    Subject made = put(IN_PLACE, HEALTHY.with(volumes, HEALTHY.truth()), DONOR);
    assertThat(value(made, Modality.FLAIR, 12, 16, 16)).isBetween(1.1f, 2f);
    assertThat(value(made, Modality.FLAIR, 13, 16, 16)).isBetween(2f, 2.9f);
    assertThat(value(made, Modality.FLAIR, 14, 16, 16)).isEqualTo(3);
    assertThat(label(made, 12, 16, 16)).isZero();
  }

  @Test
  void aMirroredTumourLiesAtTheMirroredPlace() {
    Subject made = put(new TumorTransplant(true, 0, 0, 0, 1, 1), HEALTHY, DONOR);
    assertThat(labelled(made)).isEqualTo(new Box(22, 14, 14, new Shape(6, 6, 6)));
    for (int i = 0; i < SHAPE.x(); i++) {
      assertThat(label(made, i, 16, 16)).isEqualTo(label(DONOR, 33 - i, 16, 16));
    }
    assertThat(value(made, Modality.FLAIR, 24, 16, 16)).isEqualTo(3);
    assertThat(value(made, Modality.FLAIR, 8, 16, 16)).isEqualTo(1);
  }

  @Test
  void shiftsAreInMillimetres() {
    Subject made = put(new TumorTransplant(false, 3, -4, 5, 1, 1), HEALTHY, DONOR);
    assertThat(labelled(made)).isEqualTo(new Box(9, 10, 19, new Shape(6, 6, 6)));
    Grid twoMm = new Grid(SHAPE, Affine.scaling(new Spacing(2, 2, 2), 0, 0, 0));
    Subject made2 =
        put(
            new TumorTransplant(false, 6, -8, 10, 1, 1),
            Regrid.to(twoMm, HEALTHY),
            Regrid.to(twoMm, DONOR));
    assertThat(labelled(made2)).isEqualTo(labelled(made));
  }

  @Test
  void theTumourIsScaledAboutItsMiddle() {
    Box wide = new Box(6, 12, 12, new Shape(10, 10, 10));
    Subject donor = subject("donor", 5, Optional.of(wide), 2);
    Subject made = put(new TumorTransplant(false, 0, 0, 0, 0.8, 1), HEALTHY, donor);
    assertThat(labelled(made)).isEqualTo(new Box(7, 13, 13, new Shape(8, 8, 8)));
  }

  @Test
  void inABrainOfAnotherSizeTheTumourLiesInTheSameRelation() {
    Box flat = new Box(2, 2, 2, new Shape(30, 30, 15));
    Subject host = subject("host", 1, Optional.empty(), 0, LabelScheme.BRATS2021, flat);
    // 14 to 19 along z of 2 to 31, the middle: 8 to 10 of 2 to 16.
    assertThat(labelled(put(IN_PLACE, host, DONOR)))
        .isEqualTo(new Box(6, 14, 8, new Shape(6, 6, 3)));
  }

  @Test
  void theHostsOwnTumourStaysBesideTheNewOneAndGivesWayUnderIt() {
    Box own = new Box(8, 8, 14, new Shape(6, 10, 6)); // overlaps the new one in y 14 to 17
    Subject host = subject("host", 1, Optional.of(own), 7);
    Subject made = put(IN_PLACE, host, DONOR);
    float full = 1 + 7;
    assertThat(value(made, Modality.FLAIR, 9, 13, 16)).as("touches the new one").isEqualTo(full);
    assertThat(label(made, 9, 13, 16)).isEqualTo(2);
    assertThat(value(made, Modality.FLAIR, 9, 15, 16)).as("under it").isEqualTo(3);
    assertThat(label(made, 9, 15, 16)).isEqualTo(4);
    // A faint one shows normal tissue below, not the tumour that was there.
    Subject faint = put(new TumorTransplant(false, 0, 0, 0, 1, 0.5), host, DONOR);
    assertThat(value(faint, Modality.FLAIR, 9, 15, 16)).isEqualTo(2);
  }

  @Test
  void nothingIsPutOutsideOfTheBrain() {
    // 5 mm to the left two of six slices of the tumour are out: 67 % of it is in.
    assertThat(new TumorTransplant(false, -6, 0, 0, 1, 1).apply(HEALTHY, DONOR)).isEmpty();
    Subject made = put(new TumorTransplant(false, -5, 0, 0, 1, 1), HEALTHY, DONOR);
    assertThat(labelled(made)).isEqualTo(new Box(2, 14, 14, new Shape(5, 6, 6)));
    assertThat(made.brain().data()).isEqualTo(HEALTHY.brain().data());
    for (Modality modality : Modality.values()) {
      assertThat(made.volume(modality).nonZero().data())
          .isEqualTo(HEALTHY.volume(modality).nonZero().data());
    }
  }

  @Test
  void aValueOfZeroInTheBrainDoesNotBecomeBackground() {
    Subject dark = subject("donor", 5, Optional.of(LEFT), -1);
    Subject made = put(IN_PLACE, HEALTHY, dark);
    assertThat(value(made, Modality.FLAIR, 8, 16, 16)).isEqualTo(Float.MIN_NORMAL);
    assertThat(made.brain().data()).isEqualTo(HEALTHY.brain().data());
  }

  @Test
  void labelsAreThoseOfTheHostsScheme() {
    Subject donor = subject("donor", 5, Optional.of(LEFT), 2, LabelScheme.BRATS2023, BRAIN);
    Subject made = put(IN_PLACE, HEALTHY, donor);
    assertThat(made.requireTruth().scheme()).isEqualTo(LabelScheme.BRATS2021);
    assertThat(label(made, 11, 16, 16)).isEqualTo(4);
  }

  @Test
  void aDonorWithoutTumourOrWithoutAModalityGivesNothing() {
    assertThat(IN_PLACE.apply(DONOR, HEALTHY)).isEmpty();
    Map<Modality, Volume> fewer = DONOR.volumes();
    fewer.remove(Modality.T1);
    Subject without = Subject.of("donor", fewer, DONOR.requireTruth());
    assertThat(IN_PLACE.apply(HEALTHY, without)).isEmpty();
    Subject host = Subject.of("host", without.volumes(), HEALTHY.requireTruth());
    assertThat(put(IN_PLACE, host, DONOR).volumes()).doesNotContainKey(Modality.T1);
  }

  @Test
  void channelsDerivedAnewAreThoseOfTheNewTumour() {
    Preprocessing steps =
        Preprocessing.DEFAULT
            .withStep(Transforms.symmetryChannels())
            .withStep(Transforms.locationChannels());
    Subject host = steps.derive(HEALTHY);
    Subject made = put(IN_PLACE, host, steps.derive(DONOR));
    assertThat(made.derived()).isEmpty();
    Subject derived = steps.derive(made);
    Subject expected =
        Transforms.locationChannels()
            .apply(
                Transforms.symmetryChannels()
                    .apply(Subject.of("host", made.volumes(), made.requireTruth())));
    assertThat(derived.derived().keySet()).containsExactlyElementsOf(host.derived().keySet());
    expected
        .derived()
        .forEach(
            (name, volume) ->
                assertThat(derived.derived().get(name).data()).as(name).isEqualTo(volume.data()));
    int n = SHAPE.index(8, 16, 16);
    assertThat(host.derived().get("symmetry(FLAIR)").data()[n]).isCloseTo(0, within(1e-5f));
    assertThat(derived.derived().get("symmetry(FLAIR)").data()[n]).isCloseTo(2, within(0.1f));
  }

  @Test
  void aDrawIsAFunctionOfSeedAndNumber() {
    Set<TumorTransplant> drawn = new HashSet<>();
    int mirrored = 0;
    for (int n = 0; n < 1000; n++) {
      TumorTransplant transplant = TumorTransplant.draw(CounterRandom.of(3, n));
      assertThat(TumorTransplant.draw(CounterRandom.of(3, n))).isEqualTo(transplant);
      drawn.add(transplant);
      mirrored += transplant.mirrored() ? 1 : 0;
      assertThat(transplant.strength()).isBetween(0.4, 1.2);
      assertThat(transplant.scale()).isBetween(0.8, 1.2);
      assertThat(Arrays.asList(transplant.shiftX(), transplant.shiftY(), transplant.shiftZ()))
          .allSatisfy(mm -> assertThat(mm).isBetween(-8.0, 8.0));
    }
    assertThat(drawn).hasSize(1000);
    assertThat(mirrored).isBetween(430, 570);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TumorTransplant(false, 0, 0, 0, 0, 1))
        .withMessageContaining("scale must be above 0, found 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TumorTransplant(false, 0, 0, 0, 1, -1))
        .withMessageContaining("strength must be at least 0, found -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TumorTransplant(false, Double.NaN, 0, 0, 1, 1))
        .withMessageContaining("NaN");
  }

  @Test
  void theDescriptionNamesAllParameters() {
    assertThat(new TumorTransplant(true, 1.5, 0, -3, 0.9, 1.1).describe())
        .isEqualTo("transplant(mirrored=true, shiftMm=1.5 0 -3, scale=0.9, strength=1.1)");
  }

  @Test
  void aDonorWhoseModalityIsZeroEverywhereFitsOnlyAHostLikeIt() {
    Subject donor = withoutT1(DONOR);
    assertThat(IN_PLACE.apply(HEALTHY, donor)).isEmpty();
    assertThat(IN_PLACE.apply(withoutT1(HEALTHY), donor)).isPresent();
  }

  private static Subject withoutT1(Subject subject) {
    Map<Modality, Volume> volumes = new EnumMap<>(subject.volumes());
    volumes.put(
        Modality.T1, Volume.wrap(subject.grid(), new float[subject.grid().shape().voxels()]));
    return subject.with(volumes, subject.truth());
  }
}
