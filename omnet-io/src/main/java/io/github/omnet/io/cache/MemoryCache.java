package io.github.omnet.io.cache;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.internal.SharedTask;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loaded subjects, up to a number of bytes; the one not used for longest goes first. Thread-safe: a
 * subject that several threads want is loaded once, and a failure to load is not kept.
 */
public final class MemoryCache implements SubjectSource {
  private final SubjectSource source;
  private final long maxBytes;

  /** In order of last use. Guarded by this. */
  private final Map<SubjectFiles, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;
  private long hits;
  private long misses;

  /** A subject, loaded or being loaded. */
  private static final class Entry {
    final SharedTask<Subject> task;
    long bytes;

    Entry(SharedTask<Subject> task) {
      this.task = task;
    }
  }

  /**
   * Creates an empty cache.
   *
   * @param source where subjects come from that are not in the cache
   * @param maxBytes most bytes of voxels to keep; a larger subject is handed out but not kept
   */
  public MemoryCache(SubjectSource source, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a number of bytes is not negative, found " + maxBytes);
    }
    this.source = source;
    this.maxBytes = maxBytes;
  }

  @Override
  public Subject get(SubjectFiles files) throws IOException {
    Entry entry;
    synchronized (this) {
      Entry known = entries.get(files);
      if (known == null) {
        misses++;
        known = new Entry(new SharedTask<>(() -> source.get(files)));
        entries.put(files, known);
      } else {
        hits++;
      }
      entry = known;
    }
    try {
      // The first thread to come here loads; the others wait.
      Subject subject = entry.task.join();
      settle(files, entry, SubjectBytes.of(subject));
      return subject;
    } catch (IOException | RuntimeException | Error e) {
      forget(files, entry);
      throw e;
    }
  }

  /** Counts the subject once it is there, and makes room. */
  private synchronized void settle(SubjectFiles files, Entry entry, long size) {
    if (entry.bytes > 0 || entries.get(files) != entry) {
      return;
    }
    entry.bytes = size;
    bytes += size;
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Entry candidate = oldest.next();
      // What is still being loaded has no bytes yet, and others may be waiting for it.
      if (candidate.bytes > 0) {
        bytes -= candidate.bytes;
        oldest.remove();
      }
    }
  }

  private synchronized void forget(SubjectFiles files, Entry entry) {
    if (entries.get(files) == entry) {
      entries.remove(files);
    }
  }

  /**
   * Bytes of voxels now kept.
   *
   * @return at most the bound
   */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * How often a subject was there or on its way.
   *
   * @return count since creation
   */
  public synchronized long hits() {
    return hits;
  }

  /**
   * How often a subject had to be fetched.
   *
   * @return count since creation
   */
  public synchronized long misses() {
    return misses;
  }
}
