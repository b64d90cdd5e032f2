package io.github.omnet.core.sampling;

import static io.github.omnet.core.sampling.SmallStreams.GRID;
import static io.github.omnet.core.sampling.SmallStreams.PATCH;
import static io.github.omnet.core.sampling.SmallStreams.settings;
import static io.github.omnet.core.sampling.SmallStreams.subjects;
import static io.github.omnet.core.sampling.SmallStreams.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.sampling.SmallStreams.Taken;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subjects, parts and settings that a stream cannot use, and what it says of them. */
@Timeout(60)
class PatchStreamFailuresTest {
  @Test
  void aSubjectWithoutTheRegionIsReplacedByTheNext() {
    Subject tumour = Phantom.subject("tumour", Grid.isotropic(GRID));
    Subject healthy = healthy();
    List<SubjectSource> sources = List.of(healthy, tumour, healthy);
    try (PatchStream stream = settings(sources).open(Runnable::run)) {
      for (Taken taken : take(stream, 30)) {
        assertThat(taken.sample().subjectId()).isEqualTo("tumour");
      }
    }
    try (PatchStream stream = settings(List.of(healthy)).open(Runnable::run)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("none of the 1 subjects");
    }
  }

  private static Subject healthy() {
    return Subject.of(
        "healthy",
        Phantom.subject(GRID).volumes(),
        TumorLabels.detect(LabelMap.wrap(Grid.isotropic(GRID), new byte[GRID.voxels()])));
  }

  @Test
  void aFailingTransformNamesSubjectAndTransform() {
    Map<Modality, Volume> volumes = Phantom.subject(GRID).volumes();
    float[] bad = Phantom.subject(GRID).volume(Modality.T1).copyOfData();
    bad[GRID.index(9, 9, 7)] = Float.NaN;
    volumes.put(Modality.T1, Volume.wrap(Grid.isotropic(GRID), bad));
    Subject broken = Subject.of("p13", volumes, Phantom.subject(GRID).requireTruth());
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (PatchStream stream = settings(List.of(broken)).open(executor)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll("p13", "zScore(over=nonzero)", "(8, 8, 6)");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aBugOfASourceASamplerOrAnAugmentationStaysWhatItIs() {
    SubjectSource source =
        SubjectSource.of(
            "p7",
            () -> {
              throw new IllegalArgumentException("bug of the source");
            });
    requireBug(settings(List.of(source)), "bug of the source");

    SubjectPool pool = SubjectPool.of(subjects(1), 1 << 20);
    SamplerFactory samplers =
        SamplerFactory.named(
            "wrong()",
            (subject, patch, seed) -> {
              throw new IllegalArgumentException("bug of the sampler");
            });
    requireBug(PatchStream.of(pool, samplers).patch(PATCH), "bug of the sampler");

    AugmentationPolicy policy =
        AugmentationPolicy.none()
            .with(
                1,
                (random, channels, shape) -> {
                  throw new IllegalArgumentException("bug of the augmentation");
                });
    requireBug(settings(pool).augmentation(policy), "bug of the augmentation");
  }

  private static void requireBug(PatchStreamBuilder settings, String message) {
    try (PatchStream stream = settings.open(Runnable::run)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void aFileThatCannotBeReadNamesTheSubjectAndIsTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    Subject subject = Phantom.subject("later", Grid.isotropic(GRID));
    SubjectSource flaky =
        SubjectSource.of(
            "later",
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("disk is away");
              }
              return subject;
            });
    try (PatchStream stream = settings(List.of(flaky)).bufferBytes(1).open(Runnable::run)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll("later", "cannot be loaded", "disk is away");
      assertThat(take(stream, 3)).hasSize(3);
    }
  }

  @Test
  void aMissingModalityNamesTheSubject() {
    Subject whole = Phantom.subject("half", Grid.isotropic(GRID));
    Subject half =
        Subject.of("half", Map.of(Modality.T1, whole.volume(Modality.T1)), whole.requireTruth());
    try (PatchStream stream = settings(List.of(half)).open(Runnable::run)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll("half", "FLAIR");
    }
  }

  @Test
  void subjectsOfAnotherNumberOfChannelsAreRefusedByName() {
    SubjectPool raw = SubjectPool.of(subjects(1), 1 << 20);
    try (PatchStream stream = settings(raw).channels(3).open(Runnable::run)) {
      assertThatThrownBy(() -> take(stream, 1))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll("s0", "4 channels", "3");
    }
  }

  @Test
  void aClosedStreamIsAnIllegalState() {
    PatchStream stream = settings(subjects(1)).open(Runnable::run);
    stream.close();
    assertThatThrownBy(() -> take(stream, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of()));
    PatchStreamBuilder builder = settings(subjects(1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.startAt(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.bufferBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.patchesPerVisit(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.mixedSubjects(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.channels(0));
  }
}
