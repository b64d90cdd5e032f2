package io.github.omnet.models.inference;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Segments many subjects: while one is computed, the next is read and the one before is written. A
 * subject that fails is recorded and does not end the run.
 */
public final class CohortSegmenter {
  private final Segmenter segmenter;

  /**
   * Works with one segmenter, which stays the caller's to close.
   *
   * @param segmenter the loaded model
   */
  public CohortSegmenter(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /** Takes finished segmentations, on a thread of its own, one at a time. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Stores one.
     *
     * @param segmentation the result
     * @throws IOException if it cannot be stored
     */
    void write(Segmentation segmentation) throws IOException;
  }

  /** Told when a subject is through, on the thread that called {@link #run}. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called once for each subject, in order.
     *
     * @param id the subject
     * @param failure why it failed, or empty if it is segmented and stored
     */
    void finished(String id, Optional<Exception> failure);
  }

  /**
   * Segments the subjects in order.
   *
   * @param sources the subjects
   * @param sink where results go
   * @param listener told of each subject as it is through
   * @return failures by subject; empty if all went well
   * @throws InterruptedException if the thread is interrupted; results so far are stored
   */
  public Map<String, Exception> run(
      List<? extends SubjectSource> sources, Sink sink, Listener listener)
      throws InterruptedException {
    Map<String, Exception> failures = new LinkedHashMap<>();
    ExecutorService reader = Executors.newSingleThreadExecutor(daemon("omnet-read"));
    ExecutorService writer = Executors.newSingleThreadExecutor(daemon("omnet-write"));
    Future<?> writing = null;
    String written = "";
    try {
      Future<Subject> next = sources.isEmpty() ? null : reader.submit(sources.get(0)::load);
      for (int n = 0; n < sources.size() && next != null; n++) {
        String id = sources.get(n).id();
        Future<Subject> current = next;
        next = n + 1 < sources.size() ? reader.submit(sources.get(n + 1)::load) : null;
        Optional<Segmentation> result = Optional.empty();
        try {
          result = Optional.of(segmenter.segment(current.get()));
        } catch (ExecutionException e) {
          failures.put(id, cause(e));
        } catch (RuntimeException e) {
          // Whatever it was, engine errors included: the others must not suffer for it.
          failures.put(id, e);
        }
        settle(written, writing, failures, listener);
        written = id;
        writing = result.map(done -> writer.submit(() -> write(sink, done))).orElse(null);
        if (writing == null) {
          listener.finished(id, Optional.ofNullable(failures.get(id)));
        }
      }
      settle(written, writing, failures, listener);
    } finally {
      reader.shutdownNow();
      // What has been computed is stored, even if this thread is interrupted meanwhile.
      writer.shutdown();
      awaitAll(writer);
    }
    return failures;
  }

  private static void awaitAll(ExecutorService writer) {
    boolean interrupted = Thread.interrupted();
    while (!writer.isTerminated()) {
      try {
        writer.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void write(Sink sink, Segmentation segmentation) throws IOException {
    sink.write(segmentation);
    return null;
  }

  /** Waits for a result to be stored. */
  private static void settle(
      String id,
      @org.jspecify.annotations.Nullable Future<?> writing,
      Map<String, Exception> failures,
      Listener listener)
      throws InterruptedException {
    if (writing == null) {
      return;
    }
    try {
      writing.get();
    } catch (ExecutionException e) {
      failures.put(id, cause(e));
    }
    listener.finished(id, Optional.ofNullable(failures.get(id)));
  }

  private static Exception cause(ExecutionException e) {
    return e.getCause() instanceof Exception cause ? cause : e;
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
