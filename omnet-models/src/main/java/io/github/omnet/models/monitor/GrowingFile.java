package io.github.omnet.models.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that grows by whole pieces.
 *
 * <p>Not a channel, which an interrupt of the writing thread would close.
 */
final class GrowingFile implements Closeable {
  private final Path path;
  private final RandomAccessFile file;
  private long length;

  /**
   * Opens or makes a file.
   *
   * @param path its folder must exist
   * @param keep how many of its bytes stay; the rest is cut off in one system call, so that a kill
   *     leaves the old file or the shorter one
   */
  GrowingFile(Path path, long keep) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    this.length = keep;
    try {
      if (file.length() > keep) {
        file.setLength(keep);
      }
      file.seek(keep);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Appends all of it, or nothing. */
  void append(byte[] piece) throws IOException {
    try {
      file.write(piece);
      length += piece.length;
    } catch (IOException e) {
      takeBack(e);
      throw new IOException(
          path + ": cannot be written (" + e + "); check its rights and free space", e);
    }
  }

  /** A full disk takes the first part of a piece; whoever goes on must not write behind that. */
  private void takeBack(IOException reason) {
    try {
      file.setLength(length);
      file.seek(length);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
