package io.github.omnet.models.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder to one training at a time, whether of this process or another. The operating
 * system lets go of it when the process ends, however that may be, so nothing has to be cleared up
 * after a kill; the empty file {@code .lock} stays and means nothing by itself.
 */
final class TrainingLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /**
   * Folders locked by this process. Asked first, since closing any channel to a file may drop the
   * locks that this process has on it through other channels.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private TrainingLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock, and makes the folder if it does not exist.
   *
   * @throws TrainingInProgressException if another training has it
   * @throws IOException if the folder cannot be made, or its file system knows no locks
   */
  static TrainingLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw new TrainingInProgressException(folder);
    }
    try {
      return new TrainingLock(real, locked(folder));
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new TrainingInProgressException(folder);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      // This class once more, by another class loader.
      channel.close();
      throw new TrainingInProgressException(folder);
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          file + ": cannot be locked (" + e + "); choose a folder on a file system with locks", e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Refuses a folder that another training has, and changes nothing. */
  static void requireFree(Path folder) throws IOException {
    if (Files.exists(folder.resolve(NAME))) {
      of(folder).close();
    }
  }

  @Override
  public void close() throws IOException {
    // In this order: as long as the folder counts as held, nobody here opens the file.
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
