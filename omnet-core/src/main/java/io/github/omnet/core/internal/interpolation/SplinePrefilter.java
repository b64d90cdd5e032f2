package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.volume.Shape;

/**
 * Turns voxel values into cubic B-spline coefficients, so that the spline goes through the values:
 * along each axis a causal and an anti-causal recursion with the pole {@code sqrt(3) - 2} (Unser,
 * Aldroubi and Eden 1993), the signal mirrored at its ends.
 */
final class SplinePrefilter {
  private static final double POLE = Math.sqrt(3) - 2;

  /** |POLE| to this power is below 1e-18. */
  private static final int TERMS = 32;

  private SplinePrefilter() {}

  static float[] coefficients(float[] data, int offset, Shape shape) {
    float[] c = new float[shape.voxels()];
    System.arraycopy(data, offset, c, 0, c.length);
    int x = shape.x();
    int y = shape.y();
    int z = shape.z();
    filterLines(c, x, 1, y * z, x, 1, 0);
    filterLines(c, y, x, x, 1, z, x * y);
    filterLines(c, z, x * y, x * y, 1, 1, 0);
    return c;
  }

  /** Lines of {@code length} voxels {@code stride} apart, starting at inner and outer steps. */
  private static void filterLines(
      float[] c, int length, int stride, int inner, int innerStep, int outer, int outerStep) {
    if (length == 1) {
      return;
    }
    double[] line = new double[length];
    for (int o = 0; o < outer; o++) {
      for (int l = 0; l < inner; l++) {
        int start = o * outerStep + l * innerStep;
        for (int n = 0; n < length; n++) {
          line[n] = c[start + n * stride];
        }
        filter(line);
        for (int n = 0; n < length; n++) {
          c[start + n * stride] = (float) line[n];
        }
      }
    }
  }

  private static void filter(double[] line) {
    int last = line.length - 1;
    line[0] = causalStart(line);
    for (int n = 1; n <= last; n++) {
      line[n] += POLE * line[n - 1];
    }
    line[last] = POLE / (POLE * POLE - 1) * (line[last] + POLE * line[last - 1]);
    for (int n = last - 1; n >= 0; n--) {
      line[n] = POLE * (line[n + 1] - line[n]);
    }
    for (int n = 0; n <= last; n++) {
      line[n] *= 6;
    }
  }

  /**
   * The recursion's value at the first voxel: the mirrored signal before it, summed over one
   * period. Terms below double precision are left out.
   */
  private static double causalStart(double[] line) {
    int last = line.length - 1;
    double sum = line[0] + Math.pow(POLE, last) * line[last];
    double power = POLE;
    for (int n = 1; n < last && n < TERMS; n++) {
      sum += power * line[n];
      power *= POLE;
    }
    for (int n = last - 1; n > 0 && 2 * last - n < TERMS; n--) {
      sum += Math.pow(POLE, 2.0 * last - n) * line[n];
    }
    return sum / (1 - Math.pow(POLE, 2.0 * last));
  }
}
