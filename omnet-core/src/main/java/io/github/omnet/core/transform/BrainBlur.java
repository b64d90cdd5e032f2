package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;

/**
 * Smooths the brain of an image with a Gaussian that is cut off at three deviations; outside the
 * brain the image counts as its mean over the brain.
 *
 * <p>Sums are formed of pairs of voxels that lie symmetrically along x, y or z, so that a mirrored
 * image gives the mirrored result to the last bit.
 */
final class BrainBlur {
  private final Shape shape;
  private final Spacing spacing;
  private final double sigmaMm;
  private final float mean;

  /** The voxels of the box less the mean, 0 outside the brain. */
  private final float[] centred;

  BrainBlur(Volume volume, Mask brain, Box box, double sigmaMm) {
    this.shape = box.shape();
    this.spacing = volume.grid().spacing();
    this.sigmaMm = sigmaMm;
    float[] values = VoxelCopy.crop(volume.shape(), box).copy(volume.data());
    boolean[] in = VoxelCopy.crop(volume.shape(), box).copy(brain.data());
    this.mean = mean(values, in);
    for (int n = 0; n < values.length; n++) {
      values[n] = in[n] ? values[n] - mean : 0;
    }
    this.centred = values;
  }

  private float mean(float[] values, boolean[] in) {
    double sum = 0;
    long count = 0;
    for (int row = 0; row < values.length; row += shape.x()) {
      double rowSum = 0;
      for (int i = 0, m = shape.x() - 1; i <= m; i++, m--) {
        double left = in[row + i] ? values[row + i] : 0;
        double right = in[row + m] && m > i ? values[row + m] : 0;
        rowSum += left + right;
        count += (in[row + i] ? 1 : 0) + (in[row + m] && m > i ? 1 : 0);
      }
      sum += rowSum;
    }
    return (float) (sum / count);
  }

  /** The mean over the brain. */
  float mean() {
    return mean;
  }

  /** The smoothed image, on the box. */
  float[] smooth() {
    float[] a = centred.clone();
    float[] b = new float[a.length];
    alongX(a, b, kernel(spacing.x()));
    across(b, a, kernel(spacing.y()), shape.x(), shape.y());
    across(a, b, kernel(spacing.z()), shape.x() * shape.y(), shape.z());
    for (int n = 0; n < b.length; n++) {
      b[n] += mean;
    }
    return b;
  }

  /** The weight of the middle and of the voxels to either side, of sum 1 with both sides. */
  private float[] kernel(double mm) {
    double sigma = sigmaMm / mm;
    double[] weights = new double[(int) Math.ceil(3 * sigma) + 1];
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      weights[t] = StrictMath.exp(-0.5 * t * t / (sigma * sigma));
      sum += t == 0 ? weights[t] : 2 * weights[t];
    }
    float[] kernel = new float[weights.length];
    for (int t = 0; t < weights.length; t++) {
      kernel[t] = (float) (weights[t] / sum);
    }
    return kernel;
  }

  private void alongX(float[] from, float[] to, float[] kernel) {
    int length = shape.x();
    int radius = kernel.length - 1;
    float[] padded = new float[length + 2 * radius];
    float[] sums = new float[length];
    for (int row = 0; row < from.length; row += length) {
      System.arraycopy(from, row, padded, radius, length);
      for (int i = 0; i < length; i++) {
        sums[i] = kernel[0] * padded[radius + i];
      }
      for (int t = 1; t <= radius; t++) {
        addPairs(sums, 0, padded, radius - t, radius + t, kernel[t], length);
      }
      System.arraycopy(sums, 0, to, row, length);
    }
  }

  /** Along y or z, a run of {@code stride} voxels at a time; beyond the box is 0. */
  private void across(float[] from, float[] to, float[] kernel, int stride, int length) {
    int radius = Math.min(kernel.length - 1, length - 1);
    for (int start = 0; start < from.length; start += stride) {
      int at = start / stride % length;
      for (int i = 0; i < stride; i++) {
        to[start + i] = kernel[0] * from[start + i];
      }
      for (int t = 1; t <= radius; t++) {
        boolean before = at - t >= 0;
        boolean after = at + t < length;
        if (before && after) {
          addPairs(to, start, from, start - t * stride, start + t * stride, kernel[t], stride);
        } else if (before || after) {
          add(to, start, from, before ? start - t * stride : start + t * stride, kernel[t], stride);
        }
      }
    }
  }

  private static void addPairs(
      float[] to, int at, float[] from, int before, int after, float weight, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] += weight * (from[before + i] + from[after + i]);
    }
  }

  private static void add(float[] to, int at, float[] from, int source, float weight, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] += weight * from[source + i];
    }
  }
}
