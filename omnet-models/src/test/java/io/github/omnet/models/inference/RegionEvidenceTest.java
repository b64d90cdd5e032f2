package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four voxels in a row, whose quality can be reckoned by hand. */
class RegionEvidenceTest {
  private static final LabelScheme SCHEME = LabelScheme.BRATS2021;
  private static final Grid ROW = Grid.isotropic(new Shape(4, 1, 1));

  /** Probabilities in quarters, to be told apart from their products. */
  private static final float[] NECROSIS = {0, 0, 0.25f, 0};

  private static final float[] OEDEMA = {0.25f, 0.5f, 0.25f, 0};
  private static final float[] ENHANCING = {0, 0.25f, 0.5f, 1};

  private static ClassProbabilities task() {
    float[] background = new float[4];
    for (int n = 0; n < 4; n++) {
      background[n] = 1 - NECROSIS[n] - OEDEMA[n] - ENHANCING[n];
    }
    return ClassProbabilities.wrap(ROW, background, NECROSIS, OEDEMA, ENHANCING, new float[4]);
  }

  private static TumorLabels labels(int... values) {
    byte[] bytes = new byte[values.length];
    for (int n = 0; n < values.length; n++) {
      bytes[n] = (byte) values[n];
    }
    return new TumorLabels(LabelMap.wrap(ROW, bytes), SCHEME);
  }

  private static Quality quality(TumorLabels labels, ClassProbabilities... tasks) {
    RegionEvidence evidence = new RegionEvidence(ROW, SCHEME);
    evidence.add(0, List.of(tasks));
    return evidence.of(labels);
  }

  @Test
  void expectedDiceOfOneTaskIsItsDefinition() {
    // Tumour has 0.25, 0.75, 1 and 1; core 0, 0.25, 0.75 and 1; enhancing 0, 0.25, 0.5 and 1.
    Quality quality = quality(labels(0, 2, 1, 4), task());
    assertThat(quality.expectedDice().get(TumorRegion.WT))
        .isCloseTo(2 * 2.75 / (3 + 3), within(0.003));
    assertThat(quality.expectedDice().get(TumorRegion.TC))
        .isCloseTo(2 * 1.75 / (2 + 2), within(0.003));
    assertThat(quality.expectedDice().get(TumorRegion.ET))
        .isCloseTo(2 * 1.0 / (1 + 1.75), within(0.003));
    assertThat(quality.score()).isEqualTo(quality.expectedDice().get(TumorRegion.ET));
  }

  @Test
  void tasksThatDecideTogetherMustAgree() {
    ClassProbabilities third =
        ClassProbabilities.wrap(ROW, new float[] {1, 1, 1, 0.5f}, new float[] {0, 0, 0, 0.5f});
    Quality quality = quality(labels(0, 2, 1, 4), task(), task(), third);
    // Squares: tumour 0.0625, 0.5625, 1, 1; core 0, 0.0625, 0.5625, 1, of which task 3 halves one.
    assertThat(quality.expectedDice().get(TumorRegion.WT))
        .isCloseTo(2 * 2.5625 / (3 + 2.625), within(0.003));
    assertThat(quality.expectedDice().get(TumorRegion.TC))
        .isCloseTo(2 * 1.5625 / (2 + 1.625), within(0.003));
    assertThat(quality.expectedDice().get(TumorRegion.ET))
        .isCloseTo(2 * 0.5 / (1 + 0.5), within(0.003));
  }

  @Test
  void theRimIsWhatTouchesTheBorderFromBothSides() {
    // Voxels 0 and 1: entropies of 1/4 and 3/4 are 0.8113 bits each.
    assertThat(quality(labels(0, 2, 1, 4), task()).rimCertainty())
        .isCloseTo(1 - 0.8113, within(0.005));
    // Voxels 1 and 2: that of 3/4, and none.
    assertThat(quality(labels(0, 0, 1, 4), task()).rimCertainty())
        .isCloseTo(1 - 0.8113 / 2, within(0.005));
  }

  @Test
  void partsOfAVolumeCountAsOne() {
    RegionEvidence whole = new RegionEvidence(ROW, SCHEME);
    whole.add(0, List.of(task()));
    RegionEvidence parts = new RegionEvidence(ROW, SCHEME);
    Grid half = Grid.isotropic(new Shape(2, 1, 1));
    for (int first = 0; first < 4; first += 2) {
      float[][] channels = new float[5][2];
      for (int id = 0; id < 5; id++) {
        System.arraycopy(task().channel(id), first, channels[id], 0, 2);
      }
      parts.add(first, List.of(ClassProbabilities.wrap(half, channels)));
    }
    TumorLabels labels = labels(2, 0, 1, 4);
    assertThat(parts.of(labels)).isEqualTo(whole.of(labels));
  }

  @Test
  void regionsThatWereNotFoundDoNotCountUnlessNoneWas() {
    Quality oedema = quality(labels(2, 2, 2, 2), task());
    assertThat(oedema.expectedDice().get(TumorRegion.ET)).isNaN();
    assertThat(oedema.score()).isEqualTo(oedema.expectedDice().get(TumorRegion.WT));
    assertThat(oedema.rimCertainty()).as("the border of the image is none").isNaN();
    Quality nothing = quality(labels(0, 0, 0, 0), task());
    assertThat(nothing.score()).isZero();
    assertThat(nothing.isDoubtful()).isTrue();
    assertThat(nothing.warning()).contains("no tumour was found");
    assertThat(nothing)
        .hasToString(
            "expected Dice WT undefined, TC undefined, ET undefined, rim certainty undefined");
  }
}
