package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.core.plausibility.Plausibility.Warning.Code;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.packaging.InferenceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A segmenter in a server: many callers, interruptions, and an end. */
@Timeout(300)
class ServingIT {
  private static final Grid GRID = Grid.isotropic(new Shape(26, 24, 22));
  private static final Subject SUBJECT = Phantom.seeded(4, GRID);

  private static SegmenterOptions options() {
    return SegmenterOptions.DEFAULT
        .withEngine(TestEngine.kind())
        .withSettings(
            InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0.5).withPostProcessing(List.of()));
  }

  private static Segmenter open(SegmenterOptions options) throws Exception {
    return Segmenter.open(TestModels.random(4, 14), options);
  }

  private static byte[] labels(Segmenter segmenter, Subject subject) {
    return segmenter.segment(subject).labels().map().data();
  }

  @Test
  void anInterruptedThreadStopsAtTheNextWindowAndTheSegmenterGoesOn() throws Exception {
    try (Segmenter segmenter = open(options())) {
      byte[] expected = labels(segmenter, SUBJECT);
      List<Integer> windows = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  segmenter.segment(
                      SUBJECT,
                      (done, total) -> {
                        windows.add(done);
                        if (windows.size() == 2) {
                          Thread.currentThread().interrupt();
                        }
                      }))
          .isInstanceOf(SegmentationInterruptedException.class)
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("before window " + (windows.get(1) + 1) + " of ");
      assertThat(windows).hasSize(2);
      // Asks for the flag and clears it.
      assertThat(Thread.interrupted()).isTrue();
      assertThat(labels(segmenter, SUBJECT)).isEqualTo(expected);
    }
  }

  @Test
  void aThreadInterruptedBeforehandDoesNotBegin() throws Exception {
    try (Segmenter segmenter = open(options())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> segmenter.segment(SUBJECT, (done, total) -> assertThat(done).isNull()))
          .isInstanceOf(SegmentationInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anInterruptedCohortEndsWithAnInterruptedException() throws Exception {
    List<String> told = new ArrayList<>();
    try (Segmenter segmenter = open(options())) {
      CohortSegmenter cohort = new CohortSegmenter(segmenter);
      SubjectSource plain = SubjectSource.of("a", () -> SUBJECT);
      assertThatThrownBy(
              () ->
                  cohort.run(
                      List.of(plain, plain, plain),
                      segmentation -> {},
                      (id, failure) -> {
                        told.add(id + failure);
                        Thread.currentThread().interrupt();
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(told).noneMatch(line -> line.contains("interrupted"));
      Thread.interrupted();
    }
  }

  @Test
  void aClosedSegmenterSaysSo() throws Exception {
    Segmenter segmenter = open(options());
    segmenter.close();
    segmenter.close();
    assertThatThrownBy(() -> segmenter.segment(SUBJECT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this segmenter is closed");
    assertThatThrownBy(() -> segmenter.plan(SUBJECT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this segmenter is closed");
  }

  @Test
  void closeLetsTheRunningPassEnd() throws Exception {
    byte[] expected;
    try (Segmenter segmenter = open(options())) {
      expected = labels(segmenter, SUBJECT);
    }
    Segmenter segmenter = open(options());
    CyclicBarrier firstWindow = new CyclicBarrier(2);
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<Segmentation> running =
          caller.submit(
              () ->
                  segmenter.segment(
                      SUBJECT,
                      (done, total) -> {
                        if (done == 1 || done == 2) {
                          await(firstWindow, done);
                        }
                      }));
      firstWindow.await(60, TimeUnit.SECONDS);
      segmenter.close();
      assertThat(running.get(60, TimeUnit.SECONDS).labels().map().data()).isEqualTo(expected);
    } finally {
      caller.shutdownNow();
    }
  }

  /** Meets the test after the first pass, which has one window, or two under PyTorch. */
  private static void await(CyclicBarrier barrier, int done) {
    boolean first = done == (TestEngine.kind() == EngineKind.MXNET ? 1 : 2);
    try {
      if (first) {
        barrier.await(60, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void parallelPassesGiveTheLabelsOfOne(int passes) throws Exception {
    List<Subject> subjects = new ArrayList<>();
    for (int n = 0; n < 2 * passes; n++) {
      subjects.add(Phantom.seeded(n, GRID));
    }
    ExecutorService callers = Executors.newFixedThreadPool(2 * passes);
    try (Segmenter one = open(options());
        Segmenter many = open(options().withParallelPasses(passes))) {
      List<Future<byte[]>> together = new ArrayList<>();
      for (Subject subject : subjects) {
        together.add(callers.submit(() -> labels(many, subject)));
      }
      for (int n = 0; n < subjects.size(); n++) {
        byte[] found = together.get(n).get();
        assertThat(found).isEqualTo(labels(many, subjects.get(n)));
        // Under PyTorch the number of threads may change the result.
        if (TestEngine.kind() == EngineKind.MXNET) {
          assertThat(found).isEqualTo(labels(one, subjects.get(n)));
        }
      }
      assertThat(many.segment(SUBJECT).provenance())
          .containsEntry("parallelPasses", String.valueOf(passes));
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void passesOutsideTheRangeAreRefused() {
    for (int passes : new int[] {0, -1, SegmenterOptions.MOST_PASSES + 1}) {
      assertThatThrownBy(() -> options().withParallelPasses(passes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("parallelPasses", "found " + passes);
    }
  }

  @Test
  void implausibleImagesAreToldWithTheResult() throws Exception {
    Map<Modality, Volume> volumes = SUBJECT.volumes();
    float[] constant = SUBJECT.volume(Modality.T2).data().clone();
    for (int n = 0; n < constant.length; n++) {
      constant[n] = constant[n] == 0 ? 0 : 5;
    }
    volumes.put(Modality.T2, Volume.wrap(GRID, constant));
    try (Segmenter segmenter = open(options())) {
      assertThat(segmenter.segment(SUBJECT.with(volumes, Optional.empty())).warnings())
          .extracting(Plausibility.Warning::code)
          .contains(Code.CONSTANT_MODALITY);
    }
  }
}
