package io.github.omnet.io.internal;

import io.github.omnet.core.internal.RegularFile;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The uncompressed bytes of a file, front to back. */
public abstract class ByteSource implements Closeable {
  private long position;

  /**
   * Opens a file, inflating it if it begins as gzip, whatever its name.
   *
   * @param path the file
   * @param limits how much it may inflate
   * @param faults makes the exceptions
   * @return its bytes; to be closed
   * @throws IOException if it cannot be opened
   */
  public static ByteSource open(Path path, ReadLimits limits, Faults faults) throws IOException {
    requireFile(path, faults);
    InputStream in = Files.newInputStream(path);
    try {
      CompressedInput input = new CompressedInput(in);
      if (GzipSource.begins(input)) {
        return new GzipSource(input, Files.size(path), limits, faults);
      }
      return new PlainSource(input, Files.size(path));
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  /**
   * Opens a file as it is stored.
   *
   * @param path the file
   * @param faults makes the exceptions
   * @return its bytes; to be closed
   * @throws IOException if it cannot be opened
   */
  public static PlainSource openPlain(Path path, Faults faults) throws IOException {
    requireFile(path, faults);
    InputStream in = Files.newInputStream(path);
    try {
      return new PlainSource(new CompressedInput(in), Files.size(path));
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private static void requireFile(Path path, Faults faults) throws IOException {
    Optional<String> obstacle = RegularFile.obstacle(path);
    if (obstacle.isPresent()) {
      throw faults.at(
          "file",
          ImageFormatException.NO_OFFSET,
          obstacle.get(),
          "an image file",
          "name a regular file");
    }
  }

  /**
   * Reads until the array part is full or the data ends.
   *
   * @param target where to
   * @param from first index
   * @param length number of bytes wanted
   * @return number of bytes read, less than wanted only at the end
   * @throws IOException if the file cannot be read or is damaged
   */
  public final int read(byte[] target, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = readSome(target, from + done, length - done);
      if (n < 0) {
        break;
      }
      done += n;
    }
    position += done;
    return done;
  }

  /**
   * Passes over bytes.
   *
   * @param count how many
   * @return how many there were, less than asked for only at the end
   * @throws IOException if the file cannot be read or is damaged
   */
  public long skip(long count) throws IOException {
    byte[] scratch = new byte[(int) Math.min(count, 1 << 16)];
    long done = 0;
    while (done < count) {
      int n = read(scratch, 0, (int) Math.min(scratch.length, count - done));
      if (n == 0) {
        break;
      }
      done += n;
    }
    return done;
  }

  /**
   * Number of bytes handed out.
   *
   * @return offset in the uncompressed file
   */
  public final long position() {
    return position;
  }

  /** Moves the position without reading. */
  final void advance(long count) {
    position += count;
  }

  /**
   * The most uncompressed bytes that the file can hold, known without reading it.
   *
   * @return exact for a plain file, an upper bound for a compressed one
   */
  public abstract long capacity();

  /**
   * Whether the file is compressed.
   *
   * @return true for gzip
   */
  public abstract boolean isCompressed();

  /**
   * Checks what can only be checked at the end of the data: the checksum of the gzip member.
   *
   * @throws IOException if it is wrong
   */
  public abstract void verifyEnd() throws IOException;

  /** At least one byte, or -1 at the end. */
  abstract int readSome(byte[] target, int from, int length) throws IOException;
}
