package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Failures;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

  /** Most subjects that were changed for a visit; each is needed for that one only. */
  private static final int MAX_VARIED = 32;

  private final List<SubjectSource> sources;
  private final long maxBytes;
  private final TumorVariation variation;

  /** In order of last use. Guarded by this. */
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;
  private long loads;

  /**
   * Names a subject.
   *
   * @param index in the list of sources
   * @param visit for which it was changed, or {@link #PLAIN}
   */
  private record Key(int index, long visit) {
    static final long PLAIN = -1;

    boolean isPlain() {
      return visit == PLAIN;
    }
  }

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
    private final String changes;
    private final PatchReader reader;
    private final UnaryOperator<Subject> derive;
    private Optional<OppositeTumor> opposite = Optional.empty();
    private boolean mirrored;
    private final Map<Object, Optional<PatchSampler>> samplers = new ConcurrentHashMap<>();

    Loaded(Subject subject, String changes, UnaryOperator<Subject> derive) {
      this.derive = derive;
      this.subject = subject;
      this.changes = changes;
      this.reader = PatchReader.of(subject);
    }

    PatchReader reader() {
      return reader;
    }

    /** Made when it is first asked for. */
    synchronized Optional<OppositeTumor> oppositeTumor() {
      if (!mirrored) {
        opposite = OppositeTumor.of(subject, derive);
        mirrored = true;
      }
      return opposite;
    }

    /** What was done to the subject for the visit; empty for nothing. */
    String changes() {
      return changes;
    }

    Optional<PatchSampler> sampler(
        Object stream, Function<Subject, Optional<PatchSampler>> samplers) {
      return this.samplers.computeIfAbsent(stream, key -> samplers.apply(subject));
    }
  }

  private SubjectPool(List<SubjectSource> sources, long maxBytes, TumorVariation variation) {
    this.sources = sources;
    this.maxBytes = maxBytes;
    this.variation = variation;
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
    return of(sources, maxBytes, TumorVariation.NONE);
  }

  /**
   * Makes an empty pool whose streams see some subjects with other tumours. Such a subject is made
   * once for a visit and shared by all streams; it counts as a subject in memory, of which at most
   * 32 are kept.
   *
   * @param sources at least one subject, prepared as the network is to see it
   * @param maxBytes most bytes of subjects to keep; subjects in use are kept beyond it
   * @param variation which visits see another tumour
   * @return the pool
   */
  public static SubjectPool of(
      List<? extends SubjectSource> sources, long maxBytes, TumorVariation variation) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a pool needs at least one subject");
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a number of bytes is not negative, found " + maxBytes);
    }
    return new SubjectPool(List.copyOf(sources), maxBytes, variation);
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
   * One subject as its source gives it, from memory if it is there.
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
    int channels = subject.volumes().size() + subject.derived().size();
    int labels = subject.truth().isPresent() ? 1 : 0;
    return subject.grid().shape().voxels()
        * ((long) Float.BYTES * channels + labels + EXTRA_BYTES_PER_VOXEL);
  }

  private Loaded loaded(int index) {
    return loaded(new Key(index, Key.PLAIN));
  }

  /**
   * A subject to draw from.
   *
   * @param visit number of the visit, which decides whether its tumour is another
   */
  Loaded loaded(int index, long visit) {
    return variation.isDrawn(index, visit, size()) ? loaded(new Key(index, visit)) : loaded(index);
  }

  private Loaded loaded(Key key) {
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(key, k -> new Entry(new FutureTask<>(() -> make(k))));
    }
    String id = sources.get(key.index).id();
    entry.task.run(); // does nothing if another thread runs it, or has
    try {
      Loaded loaded = entry.task.get();
      settle(key, entry, bytesOf(loaded.subject));
      return loaded;
    } catch (ExecutionException e) {
      forget(key, entry); // the next attempt loads again
      if (e.getCause() instanceof OmnetException known) {
        throw known;
      }
      throw Failures.at("subject " + id, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OmnetException("interrupted while loading " + id, e);
    }
  }

  private Loaded make(Key key) {
    if (key.isPlain()) {
      return load(key.index);
    }
    TumorVariation.Visited visited = variation.visit(key.index, key.visit, size(), this::subject);
    return new Loaded(visited.subject(), visited.changes(), variation.derive());
  }

  private Loaded load(int index) {
    synchronized (this) {
      loads++;
    }
    SubjectSource source = sources.get(index);
    try {
      return new Loaded(source.load(), "", variation.derive());
    } catch (IOException | UncheckedIOException | OmnetException e) {
      String reason = String.valueOf(e.getMessage());
      String who = "subject " + source.id();
      throw new OmnetException(
          reason.startsWith(who) ? reason : who + " cannot be loaded: " + reason, e);
    }
  }

  /** Counts the subject once it is there, and makes room. */
  private synchronized void settle(Key key, Entry entry, long size) {
    if (entry.bytes > 0 || entries.get(key) != entry) {
      return;
    }
    entry.bytes = size;
    bytes += size;
    long varied = entries.keySet().stream().filter(k -> !k.isPlain()).count();
    Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
    while ((bytes > maxBytes || varied > MAX_VARIED) && oldest.hasNext()) {
      Map.Entry<Key, Entry> candidate = oldest.next();
      boolean plain = candidate.getKey().isPlain();
      // A subject that is still being loaded has no bytes yet, and others may wait for it.
      if (candidate.getValue().bytes > 0 && (bytes > maxBytes || !plain)) {
        bytes -= candidate.getValue().bytes;
        varied -= plain ? 0 : 1;
        oldest.remove();
      }
    }
  }

  private synchronized void forget(Key key, Entry entry) {
    if (entries.get(key) == entry) {
      entries.remove(key);
    }
  }
}
