package io.github.omnet.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Rebuilds the files of the hostile test, so that none of them has to be kept. */
public final class HostileFiles {
  private HostileFiles() {}

  /** A NIfTI-1 header of uint8 voxels with sform 1 mm, followed by the flag of extensions. */
  public static byte[] header(int[] shape, float voxOffset, boolean extended) {
    byte[] bytes = new byte[352];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 348).putShort(40, (short) shape.length);
    for (int n = 0; n < shape.length; n++) {
      header.putShort(42 + 2 * n, (short) shape[n]).putFloat(80 + 4 * n, 1);
    }
    header.putShort(70, (short) 2).putShort(72, (short) 8).putFloat(108, voxOffset);
    header.putShort(254, (short) 1);
    for (int row = 0; row < 3; row++) {
      header.putFloat(280 + 20 * row, 1);
    }
    header.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    header.put(348, (byte) (extended ? 1 : 0));
    return bytes;
  }

  /** Bytes as one gzip member. */
  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** A gzip file of some bytes and then zeros, written in no time: one member again and again. */
  public static Path withZeros(Path file, byte[] start, int zerosInMiB) throws IOException {
    int step = 64;
    byte[] member = gzip(new byte[step << 20]);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(gzip(start));
      for (int n = 0; n < zerosInMiB; n += step) {
        out.write(member);
      }
    }
    return file;
  }

  /** A named pipe that nobody writes to; the test is skipped where there are none. */
  public static Path pipe(Path file) throws IOException {
    try {
      Process made = new ProcessBuilder("mkfifo", file.toString()).start();
      Assumptions.assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
    } catch (IOException e) {
      Assumptions.abort("no mkfifo here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return file;
  }
}
