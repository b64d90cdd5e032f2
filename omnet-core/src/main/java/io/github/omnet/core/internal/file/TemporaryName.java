package io.github.omnet.core.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What is made under a temporary name beside its target and then takes the target's name. */
final class TemporaryName {
  private static final String ENDING = ".tmp";

  /**
   * Most characters of the target's name that a temporary name repeats; file systems have limits.
   */
  private static final int LONGEST = 40;

  private TemporaryName() {}

  /** Makes something under the temporary name, forces it to the disk, and moves it. */
  @FunctionalInterface
  interface Making {
    void make(Path temporary, Path target) throws IOException;
  }

  /**
   * Makes a file or folder by way of a temporary name.
   *
   * @throws IOException that names {@code path}, if it cannot be made; then nothing new is left
   */
  static void replace(Path path, Making making) throws IOException {
    Path target = path.toAbsolutePath();
    Path temporary = beside(target);
    try {
      making.make(temporary, target);
    } catch (IOException e) {
      discard(temporary, e);
      throw new IOException(
          path + ": cannot be written (" + e + "); check the folder, its rights and free space", e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
    Path folder = target.getParent();
    if (folder != null) {
      forceFolder(folder);
    }
  }

  /** A name that file systems accept wherever they accept that of the target. */
  static Path beside(Path target) {
    String name = target.getFileName().toString();
    int end = Math.min(name.length(), LONGEST);
    if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return target.resolveSibling("." + name.substring(0, end) + "." + UUID.randomUUID() + ENDING);
  }

  static boolean is(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") && name.endsWith(ENDING);
  }

  /**
   * Makes the names in a folder durable, where its file system is of the kind that lets a folder be
   * forced; those of Windows do not.
   */
  static void forceFolder(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a file, or a folder and all that is in it. */
  static void deleteTree(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
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
}
