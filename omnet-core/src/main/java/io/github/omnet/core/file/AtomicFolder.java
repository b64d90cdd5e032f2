package io.github.omnet.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes a folder so that whoever looks sees none or the complete one: a temporary folder beside
 * it, filled, forced to the disk, then renamed.
 */
public final class AtomicFolder {
  private static final String TEMPORARY = ".tmp";

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
    Path target = path.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    try {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.createDirectory(temporary);
      content.writeTo(temporary);
      AtomicFile.forceFolder(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary, e);
      throw new IOException(
          path + ": cannot be written (" + e + "); check the folder, its rights and free space", e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
    AtomicFile.forceFolderOf(target);
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
    Path doomed =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    Files.move(target, doomed, StandardCopyOption.ATOMIC_MOVE);
    deleteTree(doomed);
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
      remains =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith("."))
              .filter(entry -> entry.getFileName().toString().endsWith(TEMPORARY))
              .toList();
    }
    for (Path remain : remains) {
      deleteTree(remain);
    }
  }

  private static void discard(Path temporary, Throwable reason) {
    try {
      if (Files.exists(temporary)) {
        deleteTree(temporary);
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
