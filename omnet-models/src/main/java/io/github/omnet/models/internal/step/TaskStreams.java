package io.github.omnet.models.internal.step;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.sampling.PatchStream;
import io.github.omnet.core.sampling.SubjectPool;
import io.github.omnet.models.plan.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The patches of a training: one {@link PatchStream} for each task over one {@link SubjectPool}.
 * Batch {@code n} is a pure function of the plan and {@code n}, whatever the number of threads and
 * the bytes of the pool. For one thread.
 */
public final class TaskStreams implements AutoCloseable {
  /** Batches that are made ahead. */
  private static final int AHEAD = 2;

  /** The streams visit the same subjects at the same time; the tasks' own seeds are 0 to 2. */
  private static final long ORDER = 1000;

  private final TrainingPlan plan;
  private final SubjectPool pool;
  private final int channels;
  private final ExecutorService executor;
  private final List<PatchStream> streams = new ArrayList<>();
  private long waitedNanos;

  public TaskStreams(TrainingPlan plan, SubjectPool pool, int threads) {
    this.plan = plan;
    this.pool = pool;
    this.channels = plan.network().channels();
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "omnet-patches");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The batch of a step; waits if it is not ready.
   *
   * @param iteration number of the batch, from 0
   * @param tasks how many tasks' patches it holds
   */
  public TaskBatch take(long iteration, int tasks) {
    long start = System.nanoTime();
    int each = plan.patchesPerTask();
    int voxels = plan.patch().voxels();
    float[] images = new float[tasks * each * channels * voxels];
    byte[] classes = new byte[tasks * each * voxels];
    List<PatchStream.Sample> origins = new ArrayList<>();
    try {
      for (int task = 0; task < tasks; task++) {
        PatchStream stream = stream(task, iteration * each);
        for (int n = 0; n < each; n++) {
          int row = task * each + n;
          origins.add(stream.take(images, row * channels * voxels, classes, row * voxels));
        }
      }
    } catch (OmnetException e) {
      throw new OmnetException("batch " + iteration + ": " + e.getMessage(), e);
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
    int[] sizes = new int[tasks];
    Arrays.fill(sizes, each);
    return new TaskBatch(plan.patch(), channels, sizes, images, classes).from(origins);
  }

  /** The stream of a task at a sample; opened anew where a training begins elsewhere. */
  private PatchStream stream(int task, long sample) {
    while (streams.size() <= task) {
      streams.add(open(streams.size(), sample));
    }
    if (streams.get(task).position() != sample) {
      streams.get(task).close();
      streams.set(task, open(task, sample));
    }
    return streams.get(task);
  }

  private PatchStream open(int task, long sample) {
    long seed = Seeds.PATCHES.of(plan);
    long patchBytes = plan.patch().voxels() * (channels * (long) Float.BYTES + 1);
    return PatchStream.of(pool, plan.samplers().get(task))
        .channels(channels)
        .patch(plan.patch())
        .augmentation(plan.augmentation())
        .seed(CounterRandom.derive(seed, task))
        .orderSeed(CounterRandom.derive(seed, ORDER))
        .mixedSubjects(plan.mixedSubjects())
        .patchesPerVisit(plan.patchesPerVisit())
        .bufferBytes((long) AHEAD * plan.patchesPerTask() * patchBytes)
        .startAt(sample)
        .open(executor);
  }

  /** Nanoseconds that {@link #take} has waited in all. */
  public long waitedNanos() {
    return waitedNanos;
  }

  @Override
  public void close() {
    streams.forEach(PatchStream::close);
    executor.shutdownNow();
  }
}
