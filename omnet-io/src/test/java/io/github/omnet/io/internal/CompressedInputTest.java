package io.github.omnet.io.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressedInputTest {
  private static final byte[] BYTES = new byte[300_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  private int reads;

  private InputStream counted() {
    return new ByteArrayInputStream(BYTES) {
      @Override
      public synchronized int read(byte[] target, int from, int length) {
        reads++;
        return super.read(target, from, length);
      }
    };
  }

  /** A header of a megabyte is read byte by byte; the file must not be. */
  @Test
  void singleBytesComeOutOfABuffer() throws IOException {
    try (CompressedInput input = new CompressedInput(counted())) {
      byte[] one = new byte[1];
      for (byte expected : BYTES) {
        assertThat(input.read(one, 0, 1)).isEqualTo(1);
        assertThat(one[0]).isEqualTo(expected);
      }
      assertThat(input.read(one, 0, 1)).isEqualTo(-1);
      assertThat(input.consumed()).isEqualTo(BYTES.length);
    }
    assertThat(reads).isLessThan(12);
  }

  @Test
  void readsOfAllSizesAndSkipsGiveTheSameBytes() throws IOException {
    Random random = new Random(2);
    try (CompressedInput input = new CompressedInput(counted())) {
      int at = 0;
      while (at < BYTES.length) {
        byte[] target = new byte[1 + random.nextInt(random.nextBoolean() ? 10 : 9_000)];
        if (random.nextInt(4) == 0) {
          at += (int) input.skip(Math.min(target.length, BYTES.length - at));
          continue;
        }
        int n = input.read(target, 0, target.length);
        assertThat(n).isPositive();
        for (int k = 0; k < n; k++) {
          assertThat(target[k]).isEqualTo(BYTES[at + k]);
        }
        at += n;
        assertThat(input.consumed()).isEqualTo(at);
      }
    }
  }
}
