package io.github.omnet.examples.soak;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.SegmentationInterruptedException;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.inference.TaskProbabilities;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many segmentations through one {@link Segmenter} by several threads. Between them threads are
 * interrupted, other segmenters are opened and closed, one of them while it computes, and subjects
 * come that nobody should have. Each result is compared with that of the subject alone.
 */
final class Soak implements AutoCloseable {
  static final int THREADS = 4;
  private static final int PHANTOMS = 6;

  /** Of four segmentations, one comes after each of three disturbances. */
  private static final int KINDS = 4;

  private final ModelPackage model;
  private final SegmenterOptions options;
  private final long seed;
  private final Segmenter segmenter;
  private final List<Subject> subjects = SoakSubjects.phantoms(PHANTOMS);
  private final List<Subject> hostile = SoakSubjects.hostile();
  private final Map<String, String> alone = new LinkedHashMap<>();
  private final Map<String, Integer> events = new ConcurrentSkipListMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final long quickest;
  private int done;

  /** Segments every subject alone, by a segmenter of its own. */
  Soak(ModelPackage model, SegmenterOptions options, long seed) throws IOException {
    this.model = model;
    this.options = options.withProbabilities();
    this.seed = seed;
    List<Subject> all = new ArrayList<>(subjects);
    all.addAll(hostile);
    long shortest = Long.MAX_VALUE;
    for (Subject subject : all) {
      try (Segmenter own = Segmenter.open(model, this.options)) {
        long begin = System.nanoTime();
        alone.put(subject.id(), outcome(own, subject));
        shortest = subjects.contains(subject) ? System.nanoTime() - begin : shortest;
      }
    }
    this.quickest = shortest;
    if (subjects.stream().map(one -> alone.get(one.id())).distinct().count() < PHANTOMS) {
      throw new IllegalStateException("two phantoms give the same result: " + alone);
    }
    this.segmenter = Segmenter.open(model, this.options);
  }

  /**
   * Labels and probabilities as numbers, or the class of the exception; any but the library's
   * fails.
   */
  private static String outcome(Segmenter segmenter, Subject subject) {
    try {
      Segmentation result = segmenter.segment(subject);
      int probabilities = 1;
      for (TaskProbabilities task : result.probabilities()) {
        for (Volume volume : task.classes()) {
          probabilities = 31 * probabilities + Arrays.hashCode(volume.data());
        }
      }
      return "labels "
          + Arrays.hashCode(result.labels().map().data())
          + ", probabilities "
          + probabilities;
    } catch (SegmentationInterruptedException e) {
      return "interrupted";
    } catch (OmnetException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /** What each subject gave alone, by id. */
  Map<String, String> alone() {
    return alone;
  }

  /** How often each thing has happened. */
  Map<String, Integer> events() {
    return events;
  }

  /**
   * Segments so many more phantoms, with disturbances between.
   *
   * @throws IllegalStateException if a result is not that of the subject alone
   */
  void segment(int count) throws InterruptedException {
    List<Callable<Void>> work = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Random random = new Random(seed + 1_000_003L * done++);
      work.add(
          () -> {
            disturb(random);
            Subject subject = subjects.get(random.nextInt(subjects.size()));
            require(subject, outcome(segmenter, subject));
            count("segmented");
            return null;
          });
    }
    for (Future<Void> result : threads.invokeAll(work)) {
      try {
        result.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("seed " + seed + ": " + e.getCause(), e);
      }
    }
  }

  private void count(String event) {
    events.merge(event, 1, Integer::sum);
  }

  private void require(Subject subject, String outcome) {
    String expected = alone.get(subject.id());
    if (!outcome.equals(expected)) {
      throw new IllegalStateException(
          subject.id() + " gave " + outcome + ", and alone it gave " + expected);
    }
  }

  private void disturb(Random random) throws IOException {
    Subject subject = subjects.get(random.nextInt(subjects.size()));
    switch (random.nextInt(KINDS)) {
      case 0 -> {
        Subject odd = hostile.get(random.nextInt(hostile.size()));
        require(odd, outcome(segmenter, odd));
        count("hostile subject");
      }
      case 1 -> interrupted(subject, later(random));
      case 2 -> closed(subject, random.nextBoolean() ? later(random) : -1);
      default -> count("undisturbed");
    }
  }

  /** An instant within the time that a segmentation takes where four are at work. */
  private long later(Random random) {
    return (long) (random.nextDouble() * 1.5 * THREADS * quickest);
  }

  private void interrupted(Subject subject, long after) {
    Thread self = Thread.currentThread();
    Future<?> interrupt = timer.schedule(self::interrupt, after, TimeUnit.NANOSECONDS);
    String outcome = outcome(segmenter, subject);
    boolean late = !interrupt.cancel(false);
    // The interrupt that is on its way must not reach the next segmentation.
    while (late && !self.isInterrupted()) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
    if (outcome.equals("interrupted")) {
      count("interrupted");
    } else {
      require(subject, outcome);
      count("interrupted too late");
    }
  }

  /** By a segmenter of its own, which another thread closes, or the same one in the end. */
  private void closed(Subject subject, long after) throws IOException {
    Future<?> closing = null;
    try (Segmenter own = Segmenter.open(model, options)) {
      if (after >= 0) {
        closing = timer.schedule(own::close, after, TimeUnit.NANOSECONDS);
      }
      require(subject, outcome(own, subject));
      count("segmenter opened and closed");
    } catch (IllegalStateException e) {
      if (closing == null || !String.valueOf(e.getMessage()).contains("closed")) {
        throw e;
      }
      count("segmenter closed at work");
    } finally {
      if (closing != null) {
        closing.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    timer.shutdownNow();
    segmenter.close();
  }
}
