package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Subjects that several {@link PatchStream}s draw from, kept in memory up to a number of bytes. The
 * subject that was not used for longest is given up first, and loaded again when it is needed. What
 * the pool keeps changes the time and never the patches.
 *
 * <p>Each subject is loaded by one thread while others that need it wait. Safe to share between
 * threads.
 */
public final class SubjectPool {
  /** Class ids, and indices of the voxels that may be centres, beside the subject's own arrays. */
  private static final int EXTRA_BYTES_PER_VOXEL = 1 + Integer.BYTES;

  private final List<SubjectSource> sources;
  private final long maxBytes;

  /** In order of last use. Guarded by this. */
  private final Map<Integer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;
  private long loads;

  /** A subject, loaded or being loaded. */
  private static final class Entry {
    final FutureTask<Loaded> task;
    long bytes;

    Entry(FutureTask<Loaded> task) {
      this.task = task;
    }
  }

  /** A subject to draw from; the samplers are those of the streams that asked. */
  static final class Loaded {
    private final Subject subject;
    private final PatchReader reader;
    private final Map<Object, Optional<PatchSampler>> samplers = new ConcurrentHashMap<>();

    Loaded(Subject subject) {
      this.subject = subject;
      this.reader = PatchReader.of(subject);
    }

    PatchReader reader() {
      return reader;
    }

    Optional<PatchSampler> sampler(
        Object stream, Function<Subject, Optional<PatchSampler>> samplers) {
      return this.samplers.computeIfAbsent(stream, key -> samplers.apply(subject));
    }
  }

  private SubjectPool(List<SubjectSource> sources, long maxBytes) {
    this.sources = sources;
    this.maxBytes = maxBytes;
  }

  /**
   * Makes an empty pool.
   *
   * @param sources at least one subject, prepared as the network is to see it; see {@link
   *     io.github.omnet.core.preprocess.Preprocessing#prepared}
   * @param maxBytes most bytes of subjects to keep; subjects in use are kept beyond it
   * @return the pool
   */
  public static SubjectPool of(List<? extends SubjectSource> sources, long maxBytes) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a pool needs at least one subject");
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a number of bytes is not negative, found " + maxBytes);
    }
    return new SubjectPool(List.copyOf(sources), maxBytes);
  }

  /**
   * Number of subjects.
   *
   * @return at least 1
   */
  public int size() {
    return sources.size();
  }

  /**
   * One subject, from memory if it is there.
   *
   * @param index its place in the list of sources
   * @return the subject
   * @throws OmnetException naming the subject if it cannot be loaded
   */
  public Subject subject(int index) {
    return loaded(index).subject;
  }

  /**
   * Bytes of the subjects that are kept now.
   *
   * @return at most the bound, once loading has ended
   */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * How often a subject was loaded because it was not in memory.
   *
   * @return count since creation
   */
  public synchronized long loads() {
    return loads;
  }

  /**
   * Bytes that the pool counts for a subject.
   *
   * @param subject a prepared subject
   * @return voxels, labels and what samplers keep
   */
  public static long bytesOf(Subject subject) {
    int channels = subject.volumes().size();
    int labels = subject.truth().isPresent() ? 1 : 0;
    return subject.grid().shape().voxels()
        * ((long) Float.BYTES * channels + labels + EXTRA_BYTES_PER_VOXEL);
  }

  Loaded loaded(int index) {
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(index, i -> new Entry(new FutureTask<>(() -> load(i))));
    }
    entry.task.run(); // does nothing if another thread runs it, or has
    try {
      Loaded loaded = entry.task.get();
      settle(index, entry, bytesOf(loaded.subject));
      return loaded;
    } catch (ExecutionException e) {
      forget(index, entry); // the next attempt loads again
      if (e.getCause() instanceof OmnetException known) {
        throw known;
      }
      throw new OmnetException("subject " + sources.get(index).id() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OmnetException("interrupted while loading " + sources.get(index).id(), e);
    }
  }

  private Loaded load(int index) {
    synchronized (this) {
      loads++;
    }
    SubjectSource source = sources.get(index);
    try {
      return new Loaded(source.load());
    } catch (IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      String who = "subject " + source.id();
      throw new OmnetException(
          reason.startsWith(who) ? reason : who + " cannot be loaded: " + reason, e);
    }
  }

  /** Counts the subject once it is there, and makes room. */
  private synchronized void settle(int index, Entry entry, long size) {
    if (entry.bytes > 0 || entries.get(index) != entry) {
      return;
    }
    entry.bytes = size;
    bytes += size;
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Entry candidate = oldest.next();
      // A subject that is still being loaded has no bytes yet, and others may wait for it.
      if (candidate.bytes > 0) {
        bytes -= candidate.bytes;
        oldest.remove();
      }
    }
  }

  private synchronized void forget(int index, Entry entry) {
    if (entries.get(index) == entry) {
      entries.remove(index);
    }
  }
}
