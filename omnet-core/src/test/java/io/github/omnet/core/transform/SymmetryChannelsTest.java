package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.transform.MidSagittalPlane;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SymmetryChannelsTest {
  private static final Shape SHAPE = new Shape(40, 36, 30);
  private static final Grid TWO_MM =
      new Grid(SHAPE, Affine.scaling(new Spacing(2, 2, 2), -40, 0, 0));
  private static final int TWICE_X = 41;
  private static final Subject HEAD = head(true);
  private static final Subject HEALTHY = head(false);

  private static Subject head(boolean tumour) {
    return ZScore.overNonZero().apply(Phantom.symmetric(TWO_MM, TWICE_X, tumour));
  }

  @Test
  void areOnePerModalityAndZeroOutsideTheBrain() {
    Subject more = SymmetryChannels.create().apply(HEAD);
    assertThat(more.derived().keySet()).containsExactly("symmetry(FLAIR)", "symmetry(T2)");
    assertThat(more.volumes()).isEqualTo(HEAD.volumes());
    assertThat(more.truth()).isEqualTo(HEAD.truth());
    boolean[] brain = HEAD.brain().data();
    for (Volume channel : more.derived().values()) {
      assertThat(channel.grid()).isEqualTo(HEAD.grid());
      for (int n = 0; n < brain.length; n++) {
        if (!brain[n]) {
          assertThat(channel.data()[n]).isZero();
        }
      }
    }
  }

  /** The definition, voxel by voxel: mirror, smooth with the sum of all weights, subtract. */
  @Test
  void areTheImageLessItsBlurredMirrorImage() {
    Shape shape = new Shape(11, 9, 7);
    Spacing spacing = new Spacing(2, 1.5, 3);
    Grid grid = new Grid(shape, Affine.scaling(spacing, 0, 0, 0));
    Volume image = Phantom.symmetric(grid, 10, true).volume(Modality.FLAIR);
    Subject subject = Subject.of("small", Map.of(Modality.T1, image));
    boolean[] brain = subject.brain().data();
    assertThat(MidSagittalPlane.of(subject).twiceX()).isEqualTo(10);
    double sum = 0;
    for (float value : image.data()) {
      sum += value;
    }
    double mean = sum / subject.brain().count();

    double sigma = 2.5;
    Volume found = SymmetryChannels.withSigma(sigma).apply(subject).derived().get("symmetry(T1)");
    for (int n = 0; n < brain.length; n++) {
      int[] at = {10 - n % 11, n / 11 % 9, n / 99};
      double smooth = mean;
      for (int m = 0; m < brain.length && brain[n]; m++) {
        int[] other = {m % 11, m / 11 % 9, m / 99};
        double weight = brain[m] ? 1 : 0;
        for (int a = 0; a < 3; a++) {
          weight *= weight(at[a] - other[a], sigma / spacing.axis(a));
        }
        smooth += weight * (image.data()[m] - mean);
      }
      float expected = brain[n] ? (float) (image.data()[n] - smooth) : 0;
      assertThat(found.data()[n]).isCloseTo(expected, within(1e-5f));
    }
  }

  private static double weight(int distance, double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    double sum = 0;
    for (int t = -radius; t <= radius; t++) {
      sum += Math.exp(-0.5 * t * t / (sigma * sigma));
    }
    return Math.abs(distance) > radius
        ? 0
        : Math.exp(-0.5 * distance * distance / (sigma * sigma)) / sum;
  }

  @Test
  void showATumourAndHideWhatIsBrightOnBothSides() {
    float[] channel = flair(SymmetryChannels.create().apply(HEAD));
    float[] image = HEAD.volume(Modality.FLAIR).data();
    byte[] truth = HEAD.requireTruth().map().data();
    boolean[] brain = HEAD.brain().data();
    assertThat(auc(image, truth, brain)).isLessThan(0.97);
    assertThat(auc(channel, truth, brain)).isGreaterThan(0.99);
    // Within the tumour it is bright, at its mirror image dark.
    int right = SHAPE.index(29, 18, 15);
    int left = SHAPE.index(TWICE_X - 29, 18, 15);
    float[] healthy = flair(SymmetryChannels.create().apply(HEALTHY));
    assertThat(truth[right]).isNotZero();
    assertThat(channel[right]).isGreaterThan(1);
    assertThat(channel[left]).isLessThan(-1);
    assertThat(healthy[right]).isCloseTo(healthy[left], within(1e-5f)).isBetween(-0.5f, 0.5f);
  }

  private static float[] flair(Subject subject) {
    return subject.derived().get("symmetry(FLAIR)").data();
  }

  /** The share of pairs of a tumour and another voxel in which the tumour is the brighter one. */
  private static double auc(float[] values, byte[] truth, boolean[] brain) {
    long pairs = 0;
    double brighter = 0;
    for (int t = 0; t < values.length; t += 3) {
      for (int o = 0; truth[t] != 0 && o < values.length; o += 5) {
        if (truth[o] == 0 && brain[o]) {
          pairs++;
          brighter += values[t] > values[o] ? 1 : values[t] == values[o] ? 0.5 : 0;
        }
      }
    }
    return brighter / pairs;
  }

  @Test
  void doNotDependOnHowTheImageLiesInItsGridOrOnAnAddedConstant() {
    Subject padded = CropOrPad.to(new Shape(50, 47, 31)).apply(HEAD);
    Subject cropped =
        Crop.to(Box.centred(padded.grid().shape(), SHAPE))
            .apply(SymmetryChannels.create().apply(padded));
    float[] expected = flair(SymmetryChannels.create().apply(HEAD));
    assertThat(flair(cropped)).isEqualTo(expected);

    float[] lifted = HEAD.volume(Modality.FLAIR).copyOfData();
    for (int n = 0; n < lifted.length; n++) {
      lifted[n] += lifted[n] == 0 ? 0 : 7;
    }
    Volume brighter = Volume.wrap(TWO_MM, lifted);
    Subject other = HEAD.with(Map.of(Modality.FLAIR, brighter), HEAD.truth());
    assertThat(flair(SymmetryChannels.create().apply(other)))
        .containsExactly(expected, within(1e-4f));
  }

  @Test
  void followOtherDerivedChannelsAndComeOnce() {
    Pipeline pipeline = Pipeline.of(LocationChannels.create(), SymmetryChannels.create());
    Subject both = pipeline.apply(HEAD);
    assertThat(both.derived().keySet())
        .containsExactly(
            "location(x)", "location(y)", "location(z)", "symmetry(FLAIR)", "symmetry(T2)");
    assertThatThrownBy(() -> SymmetryChannels.withSigma(6).apply(both))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("symmetry(FLAIR)", "head");
  }

  @Test
  void aSubjectWithoutBrainHasEmptyChannels() {
    Volume nothing = Volume.wrap(TWO_MM, new float[SHAPE.voxels()]);
    Subject empty = Subject.of("e", Map.of(Modality.T1, nothing));
    assertThat(SymmetryChannels.create().apply(empty).derived().get("symmetry(T1)").data())
        .containsOnly(0);
  }

  @Test
  void saysWhatItDoesAndWhatItNeeds() {
    assertThat(SymmetryChannels.create().describe()).isEqualTo("symmetry(sigmaMm=4)");
    assertThat(SymmetryChannels.withSigma(3.5)).hasToString("symmetry(sigmaMm=3.5)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SymmetryChannels.withSigma(0))
        .withMessageContaining("sigma");
    Subject turned = Reorient.to(Orientation.of("LAS")).apply(HEAD);
    assertThatThrownBy(() -> SymmetryChannels.create().apply(turned))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("symmetry(sigmaMm=4)", "LAS", "reorient(to=RAS)");
  }
}
