package io.github.omnet.core.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one owner holds at a time, whether of this process or of another: a sign for work
 * that must not be done twice at once. The operating system takes the claim back when the process
 * ends, however that may be, so nothing has to be cleared up after a kill; the empty file stays and
 * means nothing by itself.
 */
public final class FileClaim implements AutoCloseable {
  /**
   * Files claimed by this process. Asked first, since closing any channel to a file may drop the
   * locks that this process has on it through other channels.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FileClaim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the claim if nobody has it.
   *
   * @param file made if it does not exist; its folder must exist
   * @return the claim, or empty if somebody else has it
   * @throws IOException if the file cannot be made or is a pipe or device, or its file system knows
   *     no locks
   */
  public static Optional<FileClaim> tryTake(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path real = (folder == null ? file : folder.toRealPath().resolve(file.getFileName()));
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      Optional<FileChannel> channel = locked(file);
      taken = channel.isPresent();
      return channel.map(open -> new FileClaim(real, open));
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // To open a pipe waits for a reader that may never come.
      throw new IOException(file + ": is no regular file; delete it");
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock();
      taken = lock != null;
      return taken ? Optional.of(channel) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      // This class once more, by another class loader.
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          file + ": cannot be locked (" + e + "); choose a folder on a file system with locks", e);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /**
   * Deletes the file and gives the claim back. Somebody who waits for the claim may then hold a
   * file without a name: after taking a claim, ask whether the work is still to be done.
   *
   * @throws IOException if the file cannot be deleted or closed
   */
  public void closeAndDelete() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      close();
    }
  }

  /** Gives the claim back. */
  @Override
  public void close() throws IOException {
    // In this order: as long as the file counts as held, nobody here opens it.
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
