package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;

/**
 * Count, mean and spread of the foreground of an image, in one pass over memory: blocks that fit
 * into the cache are summed on their own, about their own mean, and then merged (Chan, Golub and
 * LeVeque 1983), so that a large offset costs no precision.
 *
 * @param count foreground voxels
 * @param mean their mean, 0 if there are none
 * @param squares sum of squared differences from the mean
 */
record Moments(long count, double mean, double squares) {
  private static final int BLOCK = 4096;
  private static final Moments NONE = new Moments(0, 0, 0);

  /** Divides by the count, as numpy and nnU-Net do. */
  double standardDeviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  static Moments of(Volume volume, Foreground foreground) {
    float[] data = volume.data();
    float[] block = new float[BLOCK];
    Moments total = NONE;
    boolean[] mask = foreground instanceof Foreground.Not ? new boolean[0] : in(foreground, volume);
    for (int start = 0; start < data.length; start += BLOCK) {
      int end = Math.min(start + BLOCK, data.length);
      int count =
          foreground instanceof Foreground.Not not
              ? pack(data, start, end, not.background(), block)
              : pack(data, start, end, mask, block);
      total = total.plus(ofBlock(block, count));
    }
    if (!Double.isFinite(total.squares)) {
      throw notFinite(volume);
    }
    return total;
  }

  private static boolean[] in(Foreground foreground, Volume volume) {
    Mask mask = foreground.in(volume);
    return mask.data();
  }

  private static int pack(float[] data, int start, int end, float background, float[] block) {
    int count = 0;
    for (int n = start; n < end; n++) {
      block[count] = data[n];
      count += data[n] != background ? 1 : 0;
    }
    return count;
  }

  private static int pack(float[] data, int start, int end, boolean[] mask, float[] block) {
    int count = 0;
    for (int n = start; n < end; n++) {
      block[count] = data[n];
      count += mask[n] ? 1 : 0;
    }
    return count;
  }

  private static Moments ofBlock(float[] block, int count) {
    if (count == 0) {
      return NONE;
    }
    // Four sums side by side, since each addition waits for the one before.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = 0;
    for (; n + 3 < count; n += 4) {
      a += block[n];
      b += block[n + 1];
      c += block[n + 2];
      d += block[n + 3];
    }
    for (; n < count; n++) {
      a += block[n];
    }
    double mean = (a + b + c + d) / count;
    double even = 0;
    double odd = 0;
    for (n = 0; n + 1 < count; n += 2) {
      even += (block[n] - mean) * (block[n] - mean);
      odd += (block[n + 1] - mean) * (block[n + 1] - mean);
    }
    if (n < count) {
      even += (block[n] - mean) * (block[n] - mean);
    }
    return new Moments(count, mean, even + odd);
  }

  private Moments plus(Moments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long sum = count + other.count;
    double delta = other.mean - mean;
    return new Moments(
        sum,
        mean + delta * other.count / sum,
        squares + other.squares + delta * delta * ((double) count * other.count / sum));
  }

  private static OmnetException notFinite(Volume volume) {
    float[] data = volume.data();
    for (int n = 0; n < data.length; n++) {
      if (!Float.isFinite(data[n])) {
        int x = volume.shape().x();
        int y = volume.shape().y();
        return new OmnetException(
            "voxel ("
                + n % x
                + ", "
                + n / x % y
                + ", "
                + n / x / y
                + ") holds "
                + data[n]
                + ", expected a finite intensity; replace such voxels before normalising");
      }
    }
    return new OmnetException("intensities are too large to average; scale them down first");
  }
}
