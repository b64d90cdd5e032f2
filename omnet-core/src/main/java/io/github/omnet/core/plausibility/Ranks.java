package io.github.omnet.core.plausibility;

import java.util.Arrays;

/** Values replaced by the share of smaller ones. Ranks do not depend on brightness and contrast. */
final class Ranks {
  private final float[] ranks;
  private final float[] sorted;

  private Ranks(float[] ranks, float[] sorted) {
    this.ranks = ranks;
    this.sorted = sorted;
  }

  /** Ranks the values at some points of an image. */
  static Ranks at(int[] points, float[] image) {
    float[] values = new float[points.length];
    for (int n = 0; n < points.length; n++) {
      values[n] = image[points[n]];
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float[] ranks = new float[values.length];
    for (int n = 0; n < values.length; n++) {
      ranks[n] = (float) below(sorted, values[n]) / values.length;
    }
    return new Ranks(ranks, sorted);
  }

  /** Returns how many of the sorted values are smaller. */
  private static int below(float[] sorted, float value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Float.compare(sorted[middle], value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the share of smaller values for the n-th of the points, in [0, 1). */
  float get(int n) {
    return ranks[n];
  }

  private double quantile(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  /** Returns Spearman's correlation with the ranks of another image at the same points. */
  double correlation(Ranks other) {
    double[] a = moments(ranks, ranks);
    double[] b = moments(other.ranks, other.ranks);
    double[] both = moments(ranks, other.ranks);
    return both[2] / Math.sqrt(a[2] * b[2]);
  }

  /** Mean of each and their covariance. */
  private static double[] moments(float[] a, float[] b) {
    double meanA = 0;
    double meanB = 0;
    double product = 0;
    for (int n = 0; n < a.length; n++) {
      meanA += a[n];
      meanB += b[n];
      product += (double) a[n] * b[n];
    }
    meanA /= a.length;
    meanB /= a.length;
    return new double[] {meanA, meanB, product / a.length - meanA * meanB};
  }

  /**
   * Returns the skewness of the difference of ranks: negative where few voxels are much darker here
   * than in the other image, as cerebrospinal fluid is in FLAIR beside T2.
   */
  double skewnessOfDifference(Ranks other) {
    int count = ranks.length;
    double mean = 0;
    for (int n = 0; n < count; n++) {
      mean += ranks[n] - other.ranks[n];
    }
    mean /= count;
    double second = 0;
    double third = 0;
    for (int n = 0; n < count; n++) {
      double d = ranks[n] - other.ranks[n] - mean;
      second += d * d;
      third += d * d * d;
    }
    return third / count / Math.pow(second / count, 1.5);
  }

  /** Returns the log of how far the brightest thousandth reaches beyond the median. */
  double logTail() {
    double spread = quantile(0.9) - quantile(0.1);
    double tail = quantile(0.999) - quantile(0.5);
    return Math.log(Math.max(0.02, spread > 0 ? tail / spread : 0));
  }
}
