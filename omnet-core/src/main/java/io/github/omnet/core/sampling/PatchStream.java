package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.internal.Failures;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * An endless stream of training patches from many subjects, made ahead of their use by the threads
 * of an executor. Sample {@code n} is a pure function of the settings and {@code n}: the sequence
 * is the same whatever the number of threads, and a stream opened at {@code n} goes on as if it had
 * never stopped.
 *
 * <p>A subject that has no voxel to draw from (no tumour core, say) is replaced by the next in the
 * list that has. Finished patches wait in a buffer whose size in bytes is bounded.
 *
 * <pre>{@code
 * SubjectPool pool = SubjectPool.of(Preprocessing.DEFAULT.prepared(sources), 1L << 30);
 * try (PatchStream stream =
 *     PatchStream.of(pool, SamplerFactory.uniform(CentreRegion.TASK2))
 *         .seed(42)
 *         .open(executor)) {
 *   stream.take(images, 0, classes, 0);
 * }
 * }</pre>
 *
 * <p>{@link #take} is for one thread at a time.
 */
public final class PatchStream implements AutoCloseable {
  private static final int MAX_SLOTS = 1 << 16;

  private final PatchStreamBuilder settings;
  private final StreamOrder order;
  private final Executor executor;
  private final int channels;
  private final int voxels;

  /** Slot {@code n % slots} holds sample n. */
  private final List<Slot> slots = new ArrayList<>();

  private long next;
  private volatile boolean closed;

  private static final class Slot {
    final float[] images;
    final byte[] classes;
    FutureTask<Sample> task = new FutureTask<>(() -> {}, null);

    Slot(int channels, int voxels) {
      images = new float[channels * voxels];
      classes = new byte[voxels];
    }
  }

  PatchStream(PatchStreamBuilder settings, Executor executor) {
    this.settings = settings;
    this.executor = executor;
    this.channels = settings.channels;
    this.voxels = settings.patch.voxels();
    this.next = settings.startAt;
    this.order =
        new StreamOrder(
            settings.orderSeed.orElse(CounterRandom.derive(settings.seed, 1)),
            settings.pool.size(),
            settings.patchesPerVisit,
            settings.mixedSubjects);
    long bytes = (long) voxels * (channels * (long) Float.BYTES + 1);
    long count = Math.max(1, Math.min(settings.bufferBytes / bytes, MAX_SLOTS));
    for (long n = 0; n < count; n++) {
      slots.add(new Slot(channels, voxels));
    }
    for (long n = next; n < next + count; n++) {
      submit(n);
    }
  }

  /**
   * Begins the settings of a stream.
   *
   * @param pool the subjects
   * @param samplers how patches of each are drawn
   * @return settings with defaults, to be changed and opened
   */
  public static PatchStreamBuilder of(SubjectPool pool, SamplerFactory samplers) {
    return new PatchStreamBuilder(pool, samplers);
  }

  /**
   * Copies the next sample into arrays of the caller. If its making has not begun, the calling
   * thread makes it itself, so that an executor that is busy, or the calling thread's own, cannot
   * block it.
   *
   * @param images where to write {@code channels * voxels} values, C, D, H, W
   * @param imagesOffset index of the first value written
   * @param classes where to write one class id per voxel, D, H, W
   * @param classesOffset index of the first id written
   * @return where the sample came from
   * @throws OmnetException naming the subject and the step that failed, for wrong data or a file
   *     that cannot be read; the next call tries the same sample again
   * @throws RuntimeException of any other kind as it was thrown by a source, sampler or
   *     augmentation that has a bug
   * @throws IllegalStateException if the stream is closed
   */
  public Sample take(float[] images, int imagesOffset, byte[] classes, int classesOffset) {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    Slot slot = slots.get((int) (next % slots.size()));
    FutureTask<Sample> task = slot.task;
    task.run(); // does nothing if a worker runs it, or has
    Sample sample;
    try {
      sample = task.get();
    } catch (ExecutionException e) {
      submit(next);
      throw Failures.at("sample " + next, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OmnetException("interrupted while waiting for sample " + next, e);
    }
    System.arraycopy(slot.images, 0, images, imagesOffset, slot.images.length);
    System.arraycopy(slot.classes, 0, classes, classesOffset, slot.classes.length);
    long made = next++;
    submit(made + slots.size());
    return sample;
  }

  /**
   * Number of the sample that {@link #take} gives next; a stream opened there goes on alike.
   *
   * @return from 0
   */
  public long position() {
    return next;
  }

  /**
   * Bytes that finished patches may take up at most.
   *
   * @return the size of the buffer
   */
  public long bufferBytes() {
    return slots.size() * (long) voxels * (channels * (long) Float.BYTES + 1);
  }

  /** Stops making samples. Work that has begun ends by itself; the executor stays the caller's. */
  @Override
  public void close() {
    closed = true;
    for (Slot slot : slots) {
      slot.task.cancel(false);
    }
  }

  private void submit(long n) {
    Slot slot = slots.get((int) (n % slots.size()));
    slot.task = new FutureTask<>(() -> make(n, slot));
    try {
      executor.execute(slot.task);
    } catch (RejectedExecutionException e) {
      // Full or shut down: the sample is then made by the thread that takes it.
      assert !slot.task.isDone();
    }
  }

  private Sample make(long n, Slot slot) {
    StreamOrder.Place place = order.place(n);
    Drawn from = subject(place.subject(), place.visit());
    Box box = from.sampler().patch(place.patch());
    AugmentationPolicy policy = settings.augmentation;
    Augmentation drawn =
        policy.draw(
            CounterRandom.derive(settings.seed, 3),
            n,
            from.reader().intensityChannels(),
            settings.patch);
    try {
      Optional<OppositeTumor> opposite =
          drawn.changesTumor() ? from.loaded().oppositeTumor() : Optional.empty();
      AugmentedReader.read(from.reader(), opposite, box, drawn, slot.images, 0, slot.classes, 0);
    } catch (RuntimeException e) {
      throw Failures.at(
          "subject " + from.reader().id() + ", patch " + box + ", augmentation " + drawn.describe(),
          e);
    }
    return new Sample(n, from.reader().id(), from.loaded().changes(), box, drawn.describe());
  }

  private record Drawn(SubjectPool.Loaded loaded, PatchSampler sampler) {
    PatchReader reader() {
      return loaded.reader();
    }
  }

  /** The wanted subject or, where it has nothing to draw from, the next in the list that has. */
  private Drawn subject(int wanted, long visit) {
    int count = settings.pool.size();
    for (int k = 0; k < count; k++) {
      int index = (wanted + k) % count;
      SubjectPool.Loaded loaded = settings.pool.loaded(index, visit);
      if (loaded.reader().channels() != channels) {
        throw new OmnetException(
            "subject "
                + loaded.reader().id()
                + " has "
                + loaded.reader().channels()
                + " channels, the stream gives "
                + channels
                + "; prepare all subjects alike");
      }
      Optional<PatchSampler> sampler = loaded.sampler(this, subject -> sampler(subject, index));
      if (sampler.isPresent()) {
        return new Drawn(loaded, sampler.get());
      }
    }
    throw new OmnetException(
        "none of the "
            + count
            + " subjects has a voxel to centre a patch on ("
            + settings.samplers.describe()
            + "); check their labels, add a subject that has, or draw from a larger region");
  }

  private Optional<PatchSampler> sampler(Subject subject, int index) {
    long seed = CounterRandom.derive(CounterRandom.derive(settings.seed, 2), index);
    try {
      return settings.samplers.samplerOf(subject, settings.patch, seed);
    } catch (RuntimeException e) {
      throw Failures.at("subject " + subject.id() + ", preparing its sampler", e);
    }
  }

  /**
   * Where a sample of a stream came from and what was done to it.
   *
   * @param number of the sample in the stream, from 0
   * @param subjectId the subject
   * @param variation what was done to the subject's tumour for this visit: {@code donor id: } and
   *     {@link io.github.omnet.core.augment.TumorTransplant#describe}, {@link
   *     io.github.omnet.core.augment.EnhancementRemoval#describe}, or both with {@code "; "}
   *     between; empty for nothing
   * @param box the voxels of the transformed subject that it covers
   * @param augmentation what was done to it, to be replayed by {@link
   *     io.github.omnet.core.augment.Augmentations#parse}; {@code []} for nothing
   */
  public record Sample(
      long number, String subjectId, String variation, Box box, String augmentation) {}
}
