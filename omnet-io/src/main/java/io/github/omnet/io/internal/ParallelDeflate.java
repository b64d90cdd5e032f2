package io.github.omnet.io.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

/**
 * One gzip member (RFC 1952) or zlib stream (RFC 1950) whose blocks are deflated in parallel and
 * joined at byte boundaries, as pigz does. Each block may refer back into the one before. The bytes
 * depend on the data and the level only, not on the number of threads.
 */
public final class ParallelDeflate extends OutputStream {
  private static final int BLOCK = 1 << 17;
  private static final int WINDOW = 1 << 15;
  private static final int MAX_PENDING = 16;

  private final OutputStream out;
  private final int level;
  private final Executor executor;
  private final Checksum checksum;
  private final boolean gzip;
  private final Queue<SharedTask<byte[]>> pending = new ArrayDeque<>();
  private SharedTask<byte[]> lastTask = new SharedTask<>(() -> new byte[0]);
  private byte[] lastData = new byte[0];
  private byte[] lastBefore = new byte[0];
  private byte[] block = new byte[BLOCK];
  private byte[] window = new byte[0];
  private int filled;
  private long total;

  private ParallelDeflate(
      OutputStream out, int level, Executor executor, Checksum checksum, boolean gzip) {
    this.out = out;
    this.level = level;
    this.executor = executor;
    this.checksum = checksum;
    this.gzip = gzip;
  }

  /**
   * Begins a gzip member.
   *
   * @param out where to; stays the caller's to close
   * @param level 0 (stored) to 9 (smallest)
   * @param executor runs the blocks; work that it does not come to is done by the writing thread
   * @return the stream to write to
   * @throws IOException if the head cannot be written
   */
  public static ParallelDeflate gzip(OutputStream out, int level, Executor executor)
      throws IOException {
    // Deflate, no flags, no time: equal content gives equal files. 255: system unknown.
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255});
    return new ParallelDeflate(out, level, executor, new CRC32(), true);
  }

  /**
   * Begins a zlib stream.
   *
   * @param out where to; stays the caller's to close
   * @param level 0 (stored) to 9 (smallest)
   * @param executor runs the blocks; work that it does not come to is done by the writing thread
   * @return the stream to write to
   * @throws IOException if the head cannot be written
   */
  public static ParallelDeflate zlib(OutputStream out, int level, Executor executor)
      throws IOException {
    // Deflate with a window of 32 KiB; the two bytes are a multiple of 31.
    out.write(new byte[] {0x78, 0x01});
    return new ParallelDeflate(out, level, executor, new Adler32(), false);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    checksum.update(bytes, from, length);
    total += length;
    for (int done = 0; done < length; ) {
      // A full block is sent only when more follows, so that the last one is never empty.
      if (filled == BLOCK) {
        submit(false);
      }
      int n = Math.min(BLOCK - filled, length - done);
      System.arraycopy(bytes, from + done, block, filled, n);
      filled += n;
      done += n;
    }
  }

  /**
   * Ends the stream; nothing may be written after.
   *
   * @throws IOException if the rest cannot be written
   */
  public void finish() throws IOException {
    submit(true);
    while (!pending.isEmpty()) {
      drainOne();
    }
    ByteBuffer tail = ByteBuffer.allocate(gzip ? 8 : 4);
    if (gzip) {
      tail.order(ByteOrder.LITTLE_ENDIAN);
      tail.putInt((int) checksum.getValue()).putInt((int) total);
    } else {
      tail.putInt((int) checksum.getValue());
    }
    out.write(tail.array());
  }

  private void submit(boolean last) throws IOException {
    byte[] data = block;
    int length = filled;
    byte[] before = window;
    // Runs of background are the bulk of a label map: the same bytes after the same bytes.
    if (last || !repeatsLast(data, before)) {
      lastTask = new SharedTask<>(() -> deflate(before, data, length, last)).startOn(executor);
      lastData = data;
      lastBefore = before;
    }
    pending.add(lastTask);
    if (!last) {
      window = Arrays.copyOfRange(data, length - WINDOW, length);
      block = new byte[BLOCK];
      filled = 0;
    }
    if (pending.size() > MAX_PENDING) {
      drainOne();
    }
  }

  private boolean repeatsLast(byte[] data, byte[] before) {
    return Arrays.equals(data, lastData) && Arrays.equals(before, lastBefore);
  }

  private void drainOne() throws IOException {
    out.write(pending.remove().join());
  }

  private byte[] deflate(byte[] before, byte[] data, int length, boolean last) {
    Deflater deflater = new Deflater(level, true);
    try {
      if (before.length > 0) {
        deflater.setDictionary(before);
      }
      deflater.setInput(data, 0, length);
      if (last) {
        deflater.finish();
      }
      byte[] result = new byte[length / 4 + 64];
      int size = 0;
      while (true) {
        int n =
            deflater.deflate(
                result, size, result.length - size, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        size += n;
        if (last ? deflater.finished() : size < result.length) {
          return Arrays.copyOf(result, size);
        }
        if (size == result.length) {
          result = Arrays.copyOf(result, 2 * size);
        }
      }
    } finally {
      deflater.end();
    }
  }
}
