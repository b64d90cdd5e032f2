package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes batches ahead of their use. Which patches a batch holds depends on its number alone, so the
 * number of threads changes nothing but the waiting.
 */
final class BatchLoader implements AutoCloseable {
  private final TaskPatches patches;
  private final int patchesPerTask;
  private final int ahead;
  private final ExecutorService executor;
  private final Map<Long, Future<TaskBatch>> making = new HashMap<>();
  private int tasks;
  private long waitedNanos;

  BatchLoader(TaskPatches patches, int patchesPerTask, int threads) {
    this.patches = patches;
    this.patchesPerTask = patchesPerTask;
    this.ahead = threads + 1;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "omnet-batches");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The batch of a step; waits if it is not ready. For one thread. */
  TaskBatch take(long iteration, int tasksNow) {
    if (tasksNow != tasks) {
      // A new stage: what was made ahead lacks a stream.
      making.values().forEach(future -> future.cancel(false));
      making.clear();
      tasks = tasksNow;
    }
    for (long next = iteration; next <= iteration + ahead; next++) {
      making.computeIfAbsent(
          next, number -> executor.submit(() -> patches.batch(number, tasksNow, patchesPerTask)));
    }
    Future<TaskBatch> wanted = making.remove(iteration);
    long start = System.nanoTime();
    try {
      if (wanted == null) {
        throw new IllegalStateException("no batch " + iteration);
      }
      return wanted.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OmnetException("batch " + iteration + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OmnetException("interrupted while waiting for batch " + iteration, e);
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  /** Nanoseconds that {@link #take} has waited in all. */
  long waitedNanos() {
    return waitedNanos;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
