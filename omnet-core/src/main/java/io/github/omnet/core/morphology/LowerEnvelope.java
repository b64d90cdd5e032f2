package io.github.omnet.core.morphology;

/**
 * Replaces each value {@code f[p]} along a line by {@code min over q of f[q] + (step (p - q))^2}:
 * the lower envelope of one parabola per voxel.
 */
final class LowerEnvelope {
  /** Lines side by side that are copied together: one cache line of doubles. */
  private static final int TILE = 8;

  private final double[] f;
  private final int[] vertex;
  private final double[] height;
  private final double[] from;
  private final double step2;

  private LowerEnvelope(int length, double step) {
    this.f = new double[TILE * length];
    this.vertex = new int[length];
    this.height = new double[length];
    this.from = new double[length];
    this.step2 = step * step;
  }

  /**
   * Works on {@code lines} lines that begin side by side.
   *
   * @param values the array, changed in place
   * @param offset where the first line begins
   * @param lines number of lines; the next one begins one element on
   * @param length values in a line
   * @param stride elements between neighbours on a line
   * @param step distance between neighbours on a line
   */
  static void along(double[] values, int offset, int lines, int length, int stride, double step) {
    LowerEnvelope envelope = new LowerEnvelope(length, step);
    for (int line = 0; line < lines; line += TILE) {
      int width = Math.min(TILE, lines - line);
      envelope.tile(values, offset + line, width, length, stride);
    }
  }

  /** Lines lie far apart in memory, so eight are fetched and stored together. */
  private void tile(double[] values, int offset, int width, int length, int stride) {
    for (int p = 0; p < length; p++) {
      int at = offset + p * stride;
      for (int w = 0; w < width; w++) {
        f[w * length + p] = values[at + w];
      }
    }
    for (int w = 0; w < width; w++) {
      line(w * length, length);
    }
    for (int p = 0; p < length; p++) {
      int at = offset + p * stride;
      for (int w = 0; w < width; w++) {
        values[at + w] = f[w * length + p];
      }
    }
  }

  private void line(int begin, int length) {
    int top = -1;
    for (int q = 0; q < length; q++) {
      double h = f[begin + q];
      if (h == Double.POSITIVE_INFINITY) {
        continue;
      }
      double start = Double.NEGATIVE_INFINITY;
      while (top >= 0) {
        int v = vertex[top];
        // Where the parabola of q gets below that of v, in voxels.
        start = ((h - height[top]) / step2 + (double) (q - v) * (q + v)) / (2.0 * (q - v));
        if (start > from[top]) {
          break;
        }
        top--;
        start = Double.NEGATIVE_INFINITY;
      }
      top++;
      vertex[top] = q;
      height[top] = h;
      from[top] = start;
    }
    if (top < 0) {
      return;
    }
    int k = 0;
    for (int p = 0; p < length; p++) {
      while (k < top && from[k + 1] < p) {
        k++;
      }
      double d = p - vertex[k];
      f[begin + p] = height[k] + step2 * d * d;
    }
  }
}
