package io.github.omnet.examples.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PhantomCohortTest {
  private static final PhantomCohort COHORT = new PhantomCohort(7, 64);

  private static final int OEDEMA = 2;
  private static final int NECROSIS = 1;
  private static final int ENHANCING = 4;

  @Test
  void theSameSeedGivesTheSameNumbersOnEveryJdk() {
    Subject subject = new PhantomCohort(1, 48).subject(0);

    assertThat(Arrays.hashCode(subject.volume(Modality.FLAIR).data())).isEqualTo(FLAIR_HASH);
    assertThat(Arrays.hashCode(subject.requireTruth().map().data())).isEqualTo(TRUTH_HASH);
  }

  private static final int FLAIR_HASH = -1043070975;
  private static final int TRUTH_HASH = 785535168;

  @Test
  void subjectsAndSeedsDiffer() {
    float[] first = COHORT.subject(0).volume(Modality.T1).data();

    assertThat(COHORT.subject(1).volume(Modality.T1).data()).isNotEqualTo(first);
    assertThat(new PhantomCohort(8, 64).subject(0).volume(Modality.T1).data()).isNotEqualTo(first);
  }

  @Test
  void allModalitiesShareTheBrainAndTheBackgroundIsZero() {
    Subject subject = COHORT.subject(2);
    boolean[] brain = subject.volume(Modality.FLAIR).nonZero().data();

    for (Volume volume : subject.volumes().values()) {
      assertThat(volume.nonZero().data()).isEqualTo(brain);
      assertThat(volume.data()).doesNotContain(Float.NaN);
    }
    assertThat((double) subject.volume(Modality.T1).nonZero().count() / brain.length)
        .isBetween(0.15, 0.4);
  }

  @Test
  void everySubjectHasATumourOfAllThreeRegionsInsideTheBrain() {
    for (int n = 0; n < 12; n++) {
      Subject subject = COHORT.subject(n);
      boolean[] brain = subject.volume(Modality.T1).nonZero().data();
      Mask whole = subject.requireTruth().region(TumorRegion.WT);
      double millilitres = whole.count() * subject.grid().spacing().voxelVolume() / 1000;

      assertThat(millilitres).as(subject.id()).isBetween(15.0, 250.0);
      assertThat(subject.requireTruth().region(TumorRegion.ET).count()).isPositive();
      assertThat(subject.requireTruth().region(TumorRegion.TC).count())
          .isGreaterThan(subject.requireTruth().region(TumorRegion.ET).count());
      for (int v = 0; v < brain.length; v++) {
        assertThat(brain[v] || !whole.data()[v]).isTrue();
      }
    }
  }

  @Test
  void contrastsAreThoseOfRealMri() {
    Subject subject = COHORT.subject(0);

    assertThat(mean(subject, Modality.FLAIR, label -> label == OEDEMA))
        .isGreaterThan(1.3 * mean(subject, Modality.FLAIR, label -> label == 0));
    assertThat(mean(subject, Modality.T1C, label -> label == ENHANCING))
        .isGreaterThan(1.3 * mean(subject, Modality.T1C, label -> label == NECROSIS));
    assertThat(mean(subject, Modality.T1, label -> label == NECROSIS))
        .isLessThan(0.8 * mean(subject, Modality.T1, label -> label == 0));
    assertThat(mean(subject, Modality.T2, label -> label != 0))
        .isGreaterThan(1.2 * mean(subject, Modality.T2, label -> label == 0));
  }

  @Test
  void refusesSizesWithoutUse() {
    assertThatThrownBy(() -> new PhantomCohort(1, 15)).hasMessageContaining("found 15");
    assertThatThrownBy(() -> COHORT.subject(-1)).hasMessageContaining("found -1");
  }

  /** Mean over the brain voxels whose label is asked for. */
  private static double mean(Subject subject, Modality modality, IntPredicate label) {
    float[] values = subject.volume(modality).data();
    byte[] labels = subject.requireTruth().map().data();
    double sum = 0;
    int count = 0;
    for (int n = 0; n < values.length; n++) {
      if (values[n] != 0 && label.test(labels[n])) {
        sum += values[n];
        count++;
      }
    }
    return sum / count;
  }
}
