package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationPolicyTest {
  private static final Shape PATCH = new Shape(32, 32, 16);
  private static final AugmentationPolicy EVERYTHING =
      AugmentationPolicy.moderate()
          .with(0.5, RandomAugmentations.quarterTurn())
          .with(0.5, RandomAugmentations.modalityDropout());

  @Test
  void theDrawDependsOnSeedAndNumberAlone() {
    Set<String> texts = new HashSet<>();
    for (long n = 49; n >= 0; n--) {
      String text = EVERYTHING.draw(1, n, 4, PATCH).describe();
      assertThat(EVERYTHING.draw(1, n, 4, PATCH).describe()).isEqualTo(text);
      texts.add(text);
    }
    assertThat(texts).hasSizeGreaterThan(40);
    assertThat(EVERYTHING.draw(2, 0, 4, PATCH).describe())
        .isNotEqualTo(EVERYTHING.draw(1, 0, 4, PATCH).describe());
  }

  /** Worked out by a second implementation, in Python: draws are alike on every machine. */
  @Test
  void drawsAreFixedForever() {
    AugmentationPolicy policy =
        AugmentationPolicy.none()
            .with(1, RandomAugmentations.affine(10, 0.1, 2))
            .with(1, RandomAugmentations.noise(0.1));
    assertThat(policy.draw(7, 3, 4, PATCH).describe())
        .isEqualTo(
            "[affine(degrees=-3.4905772801180923 -8.379397059573297 -9.76042519238139, scale=1.0466667573702102, shift=0.3964226333615417 -1.4314715562557043 -0.31378906781284277)"
                + " > noise(seed=-8431015162142502516, deviation=0.07966817514818175)]");
  }

  @Test
  void everyDrawReadsBack() {
    for (long n = 0; n < 200; n++) {
      Augmentation drawn = EVERYTHING.draw(5, n, 4, PATCH);
      assertThat(Augmentations.parse(drawn.describe())).isEqualTo(drawn);
    }
  }

  private static List<Augmentation> steps(AugmentationPolicy policy, long seed, long n) {
    return ((AugmentationSequence) policy.draw(seed, n, 4, PATCH)).steps();
  }

  @Test
  void entriesAreUsedAsOftenAsTheySay() {
    AugmentationPolicy policy =
        AugmentationPolicy.none().with(0.25, RandomAugmentations.modalityDropout());
    int used = 0;
    for (long n = 0; n < 4000; n++) {
      used += steps(policy, 1, n).size();
    }
    assertThat(used).isBetween(1000 - 165, 1000 + 165); // six standard deviations
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy.with(1.1, RandomAugmentations.quarterTurn()));
  }

  @Test
  void anEntryAtTheEndLeavesTheOthersAsTheyWere() {
    AugmentationPolicy more =
        AugmentationPolicy.moderate().with(1, RandomAugmentations.modalityDropout());
    for (long n = 0; n < 20; n++) {
      var without = steps(AugmentationPolicy.moderate(), 3, n);
      assertThat(steps(more, 3, n).subList(0, without.size())).isEqualTo(without);
    }
  }

  @Test
  void withoutASquarePlaneNothingTurns() {
    assertThat(
            AugmentationPolicy.none()
                .with(1, RandomAugmentations.quarterTurn())
                .draw(1, 1, 1, new Shape(3, 4, 5))
                .describe())
        .isEqualTo("[[]]");
  }

  @Test
  void wholeSubjectsAreAugmentedWithTheirLabels() {
    Subject subject = Phantom.subject(new Shape(10, 8, 6));
    AugmentSubject flip = AugmentSubject.by(new Flip(true, false, false));
    Subject flipped = flip.apply(subject);
    assertThat(flipped.volume(Modality.T2).get(0, 3, 2))
        .isEqualTo(subject.volume(Modality.T2).get(9, 3, 2));
    assertThat(flipped.requireTruth().map().get(4, 4, 3))
        .isEqualTo(subject.requireTruth().map().get(5, 4, 3));
    assertThat(flip.apply(flipped).requireTruth().map().data())
        .isEqualTo(subject.requireTruth().map().data());
    assertThat(flip.apply(Subject.of("u", subject.volumes())).truth()).isEmpty();
    assertThat(flip.describe()).isEqualTo("augment(flip(axes=x))");
  }

  @Test
  void wholeSubjectsKeepTheIntensitiesOfDerivedChannels() {
    Subject subject = Phantom.subject(new Shape(10, 8, 6));
    Volume t2 = subject.volume(Modality.T2);
    Subject more = subject.withDerived(Map.of("copy", t2));
    Subject flipped = AugmentSubject.by(new Flip(true, false, false)).apply(more);
    assertThat(flipped.derived()).containsOnlyKeys("copy");
    assertThat(flipped.derived().get("copy").data()).isEqualTo(flipped.volume(Modality.T2).data());
    Subject noisy = AugmentSubject.by(new Noise(4, 3)).apply(more);
    assertThat(noisy.derived().get("copy").data()).isEqualTo(t2.data());
    assertThat(noisy.volume(Modality.T2).data())
        .isEqualTo(AugmentSubject.by(new Noise(4, 3)).apply(subject).volume(Modality.T2).data())
        .isNotEqualTo(t2.data());
  }
}
