package io.github.omnet.core.internal.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that whoever looks sees the old one or the complete new one: a temporary file
 * beside it, forced to the disk, then moved over it.
 */
public final class AtomicFile {
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 50;

  private AtomicFile() {}

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all bytes; need not close the stream.
     *
     * @param out unbuffered
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing one of that name.
   *
   * @param path the file; its folder must exist
   * @param content what goes into it
   * @throws IOException if it cannot be written; then no new and no temporary file is left
   */
  public static void write(Path path, Content content) throws IOException {
    // Not Files.createTempFile: that one is readable by its owner only, and stays so when moved.
    TemporaryName.replace(
        path,
        (temporary, target) -> {
          try (FileChannel channel =
              FileChannel.open(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(new Chunks(Channels.newOutputStream(channel)));
            channel.force(true);
          }
          move(temporary, target, Files::move);
        });
  }

  /**
   * A channel copies each array to native memory and keeps that: so never a whole image at once.
   */
  private static final class Chunks extends FilterOutputStream {
    private static final int SIZE = 1 << 16;

    Chunks(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int done = 0; done < length; done += SIZE) {
        out.write(bytes, from + done, Math.min(SIZE, length - done));
      }
    }
  }

  /** How files are moved; {@link Files#move}. */
  @FunctionalInterface
  interface Mover {
    Path move(Path from, Path to, CopyOption... options) throws IOException;
  }

  /**
   * Moves a file over another. On Windows that fails for as long as another program, such as a
   * virus scanner or a browser, holds the other file open; so it is tried again for a second.
   */
  static void move(Path temporary, Path target, Mover mover) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        // Where a file system does not replace by itself, as that of tests, the second option asks.
        mover.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AtomicMoveNotSupportedException e) {
        // Some network folders only; within one folder this is as close as it gets.
        mover.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AccessDeniedException e) {
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix || left == 1) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(IOException reason) throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
