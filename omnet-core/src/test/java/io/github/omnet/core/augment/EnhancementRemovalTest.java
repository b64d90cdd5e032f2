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
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brains whose T1c is exactly twice T1 and one more, but where agent was taken up. */
class EnhancementRemovalTest {
  private static final Shape SHAPE = new Shape(30, 20, 20);
  private static final float AGENT = 4;

  /** A row along x through the tumour: oedema, enhancing, necrosis, oedema. */
  private static final int ROW = SHAPE.index(0, 10, 10);

  private static Subject subject(LabelScheme scheme, boolean enhancing) {
    Random random = new Random(8);
    Map<Modality, float[]> values = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      values.put(modality, new float[SHAPE.voxels()]);
    }
    byte[] labels = new byte[SHAPE.voxels()];
    byte et = (byte) (scheme == LabelScheme.BRATS2023 ? 3 : 4);
    for (int n = 0; n < labels.length; n++) {
      int x = n % SHAPE.x();
      if (x == 0) {
        continue;
      }
      for (float[] data : values.values()) {
        data[n] = 1 + random.nextFloat();
      }
      float t1 = values.get(Modality.T1)[n];
      labels[n] = (byte) (x < 8 ? 0 : x < 12 ? 2 : x < 15 ? et : x < 18 ? 1 : x < 22 ? 2 : 0);
      boolean agent = labels[n] == et;
      if (agent && !enhancing) {
        labels[n] = 1;
      }
      // Necrosis is darker than its T1 says.
      values.get(Modality.T1C)[n] = 2 * t1 + 1 + (agent ? AGENT : labels[n] == 1 ? -2.5f : 0);
    }
    Grid grid = Grid.isotropic(SHAPE);
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    values.forEach((modality, data) -> volumes.put(modality, Volume.wrap(grid, data)));
    return Subject.of("s", volumes, new TumorLabels(LabelMap.wrap(grid, labels), scheme));
  }

  private static float value(Subject subject, Modality modality, int x) {
    return subject.volume(modality).data()[ROW + x];
  }

  @Test
  void whatEnhancedLooksLikeNormalTissueOfItsT1() {
    Subject before = subject(LabelScheme.BRATS2021, true);
    Subject after = new EnhancementRemoval(1).apply(before).orElseThrow();
    for (int x = 12; x < 15; x++) {
      assertThat(value(after, Modality.T1C, x))
          .isEqualTo(2 * value(before, Modality.T1, x) + 1, within(1e-4f));
    }
    for (Modality modality : new Modality[] {Modality.FLAIR, Modality.T1, Modality.T2}) {
      assertThat(after.volume(modality)).isSameAs(before.volume(modality));
    }
  }

  @Test
  void aStrengthBelowOneLeavesTheRest() {
    Subject before = subject(LabelScheme.BRATS2021, true);
    Subject after = new EnhancementRemoval(0.75).apply(before).orElseThrow();
    float normal = 2 * value(before, Modality.T1, 13) + 1;
    assertThat(value(after, Modality.T1C, 13)).isEqualTo(normal + AGENT / 4, within(1e-4f));
  }

  @Test
  void necrosisAndTissueFarAwayStayAsTheyAre() {
    Subject before = subject(LabelScheme.BRATS2021, true);
    Subject after = new EnhancementRemoval(1).apply(before).orElseThrow();
    for (int x = 0; x < SHAPE.x(); x++) {
      boolean near = x > 12 - 4 && x < 15 + 3;
      if (!near || (x >= 15 && x < 18)) {
        assertThat(value(after, Modality.T1C, x)).isEqualTo(value(before, Modality.T1C, x));
      }
    }
    assertThat(after.brain().data()).isEqualTo(before.brain().data());
  }

  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void theEnhancingPartBecomesCore(LabelScheme scheme) {
    Subject before = subject(scheme, true);
    Subject after = new EnhancementRemoval(1).apply(before).orElseThrow();
    TumorLabels then = before.requireTruth();
    TumorLabels now = after.requireTruth();
    assertThat(now.scheme()).isEqualTo(scheme);
    assertThat(now.region(TumorRegion.ET).isEmpty()).isTrue();
    assertThat(now.region(TumorRegion.TC).data()).isEqualTo(then.region(TumorRegion.TC).data());
    assertThat(now.region(TumorRegion.WT).data()).isEqualTo(then.region(TumorRegion.WT).data());
    int expected = scheme == LabelScheme.BRATS2015 ? 3 : 1;
    assertThat(now.map().data()[ROW + 13]).isEqualTo((byte) expected);
    assertThat(now.map().data()[ROW + 16]).isEqualTo((byte) 1);
  }

  @Test
  void derivedChannelsAreDroppedForTheyShowTheEnhancement() {
    Preprocessing preprocessing = Preprocessing.DEFAULT.withStep(Transforms.symmetryChannels());
    Subject before = preprocessing.derive(subject(LabelScheme.BRATS2021, true));
    assertThat(before.derived()).isNotEmpty();
    assertThat(new EnhancementRemoval(1).apply(before).orElseThrow().derived()).isEmpty();
  }

  @Test
  void withoutEnhancementOrWithoutT1NothingIsDone() {
    assertThat(new EnhancementRemoval(1).apply(subject(LabelScheme.BRATS2021, false))).isEmpty();
    Subject whole = subject(LabelScheme.BRATS2021, true);
    Map<Modality, Volume> some = new EnumMap<>(whole.volumes());
    some.remove(Modality.T1);
    assertThat(new EnhancementRemoval(1).apply(whole.with(some, whole.truth()))).isEmpty();
  }

  @Test
  void strengthsAreDrawnFromTheirRangeAndChecked() {
    double least = 1;
    double most = 0;
    for (int n = 0; n < 500; n++) {
      double strength = EnhancementRemoval.draw(CounterRandom.of(5, n)).strength();
      least = Math.min(least, strength);
      most = Math.max(most, strength);
    }
    assertThat(least).isBetween(0.85, 0.86);
    assertThat(most).isBetween(0.99, 1.0);
    assertThat(new EnhancementRemoval(0.9).describe())
        .isEqualTo("enhancementRemoval(strength=0.9)");
    for (double wrong : new double[] {0, -1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new EnhancementRemoval(wrong));
    }
  }
}
