package io.github.omnet.io.cache;

import com.google.common.hash.Hashing;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Prepared subjects in a folder, one file each. A file is named by a SHA-256 of the subject's
 * {@linkplain SubjectSource#contentKey() content} and the preprocessing's {@linkplain
 * Preprocessing#fingerprint() fingerprint}: a changed image or step gives another name, so nothing
 * stale is ever read. Files are not compressed, because they are there to be read fast.
 *
 * <p>Threads and processes may share a folder: files appear whole or not at all, and each is
 * checked against its own checksum. A damaged file is made anew. Nothing is deleted; remove the
 * folder to free its space.
 */
public final class DiskCache {
  private final Path folder;
  private final Preprocessing preprocessing;
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();

  private DiskCache(Path folder, Preprocessing preprocessing) {
    this.folder = folder;
    this.preprocessing = preprocessing;
  }

  /**
   * Opens a cache.
   *
   * @param folder where the files are; made if it is not there
   * @param preprocessing applied to a subject before it is kept
   * @return the cache
   * @throws IOException if the folder cannot be made
   */
  public static DiskCache in(Path folder, Preprocessing preprocessing) throws IOException {
    return new DiskCache(Files.createDirectories(folder), preprocessing);
  }

  /**
   * Prepares subjects, or takes them from the folder.
   *
   * @param sources subjects as they are stored
   * @return sources of prepared subjects, in the same order
   */
  public List<SubjectSource> prepared(List<? extends SubjectSource> sources) {
    return sources.stream().map(this::prepared).toList();
  }

  /**
   * Prepares a subject when it is loaded, or takes it from the folder. The content is looked at
   * once for each source. A subject whose content cannot be named is prepared each time.
   *
   * @param source a subject as it is stored
   * @return a source of the prepared subject; loading fails with an {@link IOException} if the
   *     subject can neither be read nor made and kept
   */
  public SubjectSource prepared(SubjectSource source) {
    SubjectSource made = preprocessing.prepared(source);
    AtomicReference<Optional<String>> known = new AtomicReference<>();
    return SubjectSource.of(
        source.id(),
        () -> {
          Optional<String> content = known.get();
          if (content == null) {
            content = source.contentKey();
            known.set(content);
          }
          return load(source.id(), content, made);
        });
  }

  private Subject load(String id, Optional<String> content, SubjectSource made) throws IOException {
    if (content.isEmpty()) {
      return made.load();
    }
    String key = key(id, content.get());
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
    Subject subject = made.load();
    AtomicFile.write(file, out -> SubjectRecord.write(out, key, subject));
    return subject;
  }

  private String key(String id, String content) {
    String text = String.join("\n", SubjectRecord.MAGIC, id, content, preprocessing.fingerprint());
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  /**
   * Returns how often a subject was there.
   *
   * @return count since the cache was opened
   */
  public long hits() {
    return hits.get();
  }

  /**
   * Returns how often a file was there but could not be used.
   *
   * @return count since the cache was opened
   */
  public long damaged() {
    return damaged.get();
  }
}
