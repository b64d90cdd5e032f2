package io.github.omnet.core.internal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder so that whoever looks sees none or the complete one: a temporary folder beside
 * it, filled, forced to the disk, then renamed.
 */
public final class AtomicFolder {
  private AtomicFolder() {}

  /** What goes into the folder. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the files, each by {@link AtomicFile} or forced to the disk in another way.
     *
     * @param folder empty, under a temporary name
     * @throws IOException if something cannot be written
     */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Writes a folder that does not exist yet.
   *
   * @param path the folder; the one that it lies in must exist
   * @param content what goes into it
   * @throws IOException if it exists or cannot be written; then nothing is left of the new one
   */
  public static void write(Path path, Content content) throws IOException {
    TemporaryName.replace(
        path,
        (temporary, target) -> {
          if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
          }
          Files.createDirectory(temporary);
          content.writeTo(temporary);
          TemporaryName.forceFolder(temporary);
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /**
   * Deletes a folder and all that is in it; first it loses its name, so that half of it is never
   * taken for the whole.
   *
   * @param path the folder; nothing happens if it does not exist
   * @throws IOException if something cannot be deleted
   */
  public static void delete(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    if (!Files.exists(target)) {
      return;
    }
    Path doomed = TemporaryName.beside(target);
    Files.move(target, doomed, StandardCopyOption.ATOMIC_MOVE);
    TemporaryName.deleteTree(doomed);
  }

  /**
   * Deletes what writers and deletions that were killed have left behind. Call it only while nobody
   * else writes there.
   *
   * @param parent the folder that the folders lie in; need not exist
   * @throws IOException if something cannot be deleted
   */
  public static void deleteRemains(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    List<Path> remains;
    try (Stream<Path> entries = Files.list(parent)) {
      remains = entries.filter(TemporaryName::is).toList();
    }
    for (Path remain : remains) {
      TemporaryName.deleteTree(remain);
    }
  }
}
