package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams in which some visits see a subject with another tumour. */
@Timeout(60)
class TumorVariationTest {
  private static final Shape GRID = new Shape(30, 28, 26);
  private static final Shape PATCH = new Shape(8, 8, 8);
  private static final int CHANNELS = 8;
  private static final int SUBJECTS = 5;
  private static final int PER_VISIT = 2;
  private static final int EPOCH = SUBJECTS * PER_VISIT;

  private static final Preprocessing PREPROCESSING =
      Preprocessing.DEFAULT.withStep(Transforms.symmetryChannels());

  private static SubjectPool pool(double share, long bytes) {
    return pool(new TumorVariation(share, 0, 9, PREPROCESSING::derive), bytes);
  }

  private static SubjectPool pool(TumorVariation policy, long bytes) {
    List<SubjectSource> sources = new ArrayList<>();
    for (int n = 0; n < SUBJECTS; n++) {
      sources.add(Phantom.subject("s" + n, Grid.isotropic(GRID)));
    }
    return SubjectPool.of(PREPROCESSING.prepared(sources), bytes, policy);
  }

  private static PatchStreamBuilder settings(SubjectPool pool) {
    return PatchStream.of(pool, SamplerFactory.uniform(CentreRegion.TASK2))
        .augmentation(AugmentationPolicy.moderate())
        .channels(CHANNELS)
        .patch(PATCH)
        .patchesPerVisit(PER_VISIT)
        .mixedSubjects(3)
        .orderSeed(4)
        .seed(77);
  }

  private record Taken(PatchStream.Sample sample, int images, int classes) {}

  private static List<Taken> take(PatchStreamBuilder settings, int threads, int count) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (PatchStream stream = settings.open(executor)) {
      List<Taken> all = new ArrayList<>();
      float[] images = new float[CHANNELS * PATCH.voxels()];
      byte[] classes = new byte[PATCH.voxels()];
      for (int n = 0; n < count; n++) {
        PatchStream.Sample sample = stream.take(images, 0, classes, 0);
        all.add(new Taken(sample, Arrays.hashCode(images), Arrays.hashCode(classes)));
      }
      return all;
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void theSequenceIsTheSameWhateverTheThreadsAndTheMemory() {
    List<Taken> expected = take(settings(pool(0.6, 1 << 30)).bufferBytes(1), 1, 3 * EPOCH);
    assertThat(take(settings(pool(0.6, 1 << 30)), 4, 3 * EPOCH)).isEqualTo(expected);
    assertThat(take(settings(pool(0.6, 0)), 3, 3 * EPOCH)).isEqualTo(expected);
    assertThat(take(settings(pool(0.6, 3_000_000)), 2, 3 * EPOCH)).isEqualTo(expected);
    TumorVariation otherSeed = new TumorVariation(0.6, 0, 10, PREPROCESSING::derive);
    assertThat(take(settings(pool(otherSeed, 1 << 30)), 2, 3 * EPOCH)).isNotEqualTo(expected);
  }

  @Test
  void aStreamGoesOnWhereAnotherStopped() {
    List<Taken> whole = take(settings(pool(0.6, 1 << 30)), 2, 3 * EPOCH);
    for (int from : new int[] {1, EPOCH + 3, 3 * EPOCH - 1}) {
      assertThat(take(settings(pool(0.6, 1 << 30)).startAt(from), 2, 3 * EPOCH - from))
          .isEqualTo(whole.subList(from, whole.size()));
    }
  }

  @Test
  void aVisitKeepsItsTumourAndTheNextHasAnother() {
    List<Taken> taken = take(settings(pool(0.6, 1 << 30)), 1, 40 * EPOCH);
    Map<String, Set<String>> byVisit = new HashMap<>();
    int transplanted = 0;
    Set<String> donors = new HashSet<>();
    for (int n = 0; n < taken.size(); n++) {
      PatchStream.Sample sample = taken.get(n).sample;
      String visit = sample.subjectId() + " in epoch " + n / EPOCH;
      byVisit.computeIfAbsent(visit, v -> new HashSet<>()).add(sample.variation());
      if (!sample.variation().isEmpty()) {
        transplanted++;
        String donor = sample.variation().substring(0, sample.variation().indexOf(':'));
        assertThat(donor).isNotEqualTo(sample.subjectId());
        donors.add(donor);
      }
    }
    assertThat(byVisit)
        .hasSize(40 * SUBJECTS)
        .allSatisfy((v, texts) -> assertThat(texts).hasSize(1));
    assertThat(donors).hasSize(SUBJECTS);
    Set<String> different = new HashSet<>();
    byVisit.values().forEach(different::addAll);
    assertThat(different).hasSize(transplanted / PER_VISIT + 1);
    // 60 %, less those of which none of four tumours fits.
    assertThat(transplanted / (double) taken.size()).isBetween(0.5, 0.68);
  }

  @Test
  void withoutAShareNothingChanges() {
    List<Taken> plain = take(settings(pool(TumorVariation.NONE, 1 << 30)), 1, EPOCH);
    assertThat(take(settings(pool(0, 1 << 30)), 1, EPOCH)).isEqualTo(plain);
    assertThat(plain).allSatisfy(taken -> assertThat(taken.sample.variation()).isEmpty());
    List<Taken> some = take(settings(pool(0.6, 1 << 30)), 1, EPOCH);
    int same = 0;
    for (int n = 0; n < EPOCH; n++) {
      if (some.get(n).sample.variation().isEmpty()) {
        assertThat(some.get(n)).isEqualTo(plain.get(n));
        same++;
      } else {
        assertThat(some.get(n).images).isNotEqualTo(plain.get(n).images);
      }
    }
    assertThat(same).isBetween(1, EPOCH - 1);
  }

  @Test
  void streamsOfOneOrderShareWhatIsMadeForAVisit() {
    AtomicInteger made = new AtomicInteger();
    TumorVariation counting =
        new TumorVariation(
            1,
            0,
            9,
            subject -> {
              made.incrementAndGet();
              return PREPROCESSING.derive(subject);
            });
    SubjectPool pool = pool(counting, 1 << 30);
    List<Taken> first = take(settings(pool).bufferBytes(1), 1, 2 * EPOCH - 1);
    List<Taken> second = take(settings(pool).bufferBytes(1).seed(78), 1, 2 * EPOCH - 1);
    assertThat(second.stream().map(taken -> taken.sample.variation()))
        .isEqualTo(first.stream().map(taken -> taken.sample.variation()).toList());
    assertThat(made).hasValueBetween(SUBJECTS, 2 * SUBJECTS);
    assertThat(pool.loads()).isEqualTo(SUBJECTS);
  }

  @Test
  void onlyTheLastTransplantsAreKept() {
    SubjectPool pool = pool(1, 1 << 30);
    take(settings(pool), 1, 20 * EPOCH);
    Subject one = pool.subject(0);
    assertThat(pool.bytes()).isEqualTo((SUBJECTS + 32) * SubjectPool.bytesOf(one));
  }

  @Test
  void aPoolOfOneSubjectHasNoDonor() {
    TumorVariation always = new TumorVariation(1, 0, 9, PREPROCESSING::derive);
    Subject only = Phantom.subject("only", Grid.isotropic(GRID));
    SubjectPool pool = SubjectPool.of(List.of(PREPROCESSING.prepared(only)), 1 << 30, always);
    assertThat(take(settings(pool), 1, 4))
        .allSatisfy(taken -> assertThat(taken.sample.variation()).isEmpty());
  }

  @Test
  void aShareBeyondOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TumorVariation(1.5, 0, 0, subject -> subject))
        .withMessageContaining("1.5");
  }

  @Test
  void someVisitsSeeATumourThatDoesNotEnhance() {
    TumorVariation policy = new TumorVariation(0, 0.5, 9, PREPROCESSING::derive);
    List<Taken> taken = take(settings(pool(policy, 1 << 30)), 2, 40 * EPOCH);
    List<Taken> plain = take(settings(pool(TumorVariation.NONE, 1 << 30)), 1, 40 * EPOCH);
    int removed = 0;
    for (int n = 0; n < taken.size(); n++) {
      boolean same = taken.get(n).images == plain.get(n).images;
      assertThat(same).isEqualTo(taken.get(n).sample.variation().isEmpty());
      if (!same) {
        assertThat(taken.get(n).sample.variation()).startsWith("enhancementRemoval(strength=");
        removed++;
      }
    }
    assertThat(removed / (double) taken.size()).isBetween(0.4, 0.6);
  }

  @Test
  void bothChangesAreDrawnByThemselves() {
    TumorVariation both = new TumorVariation(0.6, 0.5, 9, PREPROCESSING::derive);
    List<Taken> taken = take(settings(pool(both, 1 << 30)), 1, 20 * EPOCH);
    List<Taken> transplants = take(settings(pool(0.6, 1 << 30)), 1, 20 * EPOCH);
    int together = 0;
    for (int n = 0; n < taken.size(); n++) {
      String changes = taken.get(n).sample.variation();
      String transplant = transplants.get(n).sample.variation();
      assertThat(changes).startsWith(transplant);
      together += !transplant.isEmpty() && changes.contains("; enhancementRemoval") ? 1 : 0;
    }
    assertThat(together / (double) taken.size()).isBetween(0.15, 0.45);
  }
}
