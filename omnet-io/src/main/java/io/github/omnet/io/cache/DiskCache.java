package io.github.omnet.io.cache;

import io.github.omnet.core.file.AtomicFile;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Preprocessed subjects in a folder, one file each, named by a SHA-256 of the files' identity
 * (path, size, time of change) and the preprocessing's {@link Transform#describe description}. A
 * changed file or step gives another name, so nothing stale is ever read.
 *
 * <p>Threads and processes may share a folder: files appear whole or not at all, and every one is
 * checked against its own checksum; a damaged one is made anew. Nothing is deleted; remove the
 * folder to free its space.
 */
public final class DiskCache implements SubjectSource {
  private final Path folder;
  private final Transform preprocessing;
  private final SubjectSource source;
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();

  /**
   * Creates a cache.
   *
   * @param folder where the files are; made if it is not there
   * @param preprocessing applied to a subject before it is kept
   * @param source where subjects come from, not preprocessed
   * @throws IOException if the folder cannot be made
   */
  public DiskCache(Path folder, Transform preprocessing, SubjectSource source) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.preprocessing = preprocessing;
    this.source = source;
  }

  /**
   * A preprocessed subject, from the folder if it is there.
   *
   * @param files whose
   * @return the subject
   * @throws IOException if it can neither be read nor made and kept
   */
  @Override
  public Subject get(SubjectFiles files) throws IOException {
    String key = CacheKey.of(files, preprocessing.describe());
    Path file = folder.resolve(key + ".subject");
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        Subject subject = SubjectRecord.read(in, Files.size(file), key);
        hits.incrementAndGet();
        return subject;
      } catch (IOException e) {
        // A cache may always be rebuilt; damaged() tells that it had to be.
        damaged.incrementAndGet();
      }
    }
    Subject subject = preprocessing.apply(source.get(files));
    AtomicFile.write(file, out -> SubjectRecord.write(out, key, subject));
    return subject;
  }

  /**
   * How often a subject was there.
   *
   * @return count since creation
   */
  public long hits() {
    return hits.get();
  }

  /**
   * How often a file was there but could not be used.
   *
   * @return count since creation
   */
  public long damaged() {
    return damaged.get();
  }
}
