package io.github.omnet.core.transform;

import java.util.Arrays;

/**
 * The map that sends each of a rising list of values to a partner and is straight in between;
 * beyond the ends it continues with the slope of the outermost pieces, or stays constant. Values
 * that occur more than once are sent to the mean of their partners.
 */
final class PiecewiseLinear {
  private final double[] from;
  private final double[] to;
  private final boolean extend;

  private PiecewiseLinear(double[] from, double[] to, boolean extend) {
    this.from = from;
    this.to = to;
    this.extend = extend;
  }

  static PiecewiseLinear between(double[] from, double[] to, boolean extend) {
    double[] distinct = new double[from.length];
    double[] partner = new double[from.length];
    int count = 0;
    for (int start = 0; start < from.length; ) {
      int end = start;
      double sum = 0;
      while (end < from.length && from[end] == from[start]) {
        sum += to[end++];
      }
      distinct[count] = from[start];
      partner[count++] = sum / (end - start);
      start = end;
    }
    return new PiecewiseLinear(
        Arrays.copyOf(distinct, count), Arrays.copyOf(partner, count), extend);
  }

  double at(double value) {
    int last = from.length - 1;
    if (last == 0) {
      return to[0];
    }
    if (!extend && value <= from[0]) {
      return to[0];
    }
    if (!extend && value >= from[last]) {
      return to[last];
    }
    int found = Arrays.binarySearch(from, value);
    int above = found >= 0 ? found : -found - 1;
    int b = Math.min(Math.max(above, 1), last);
    double t = (value - from[b - 1]) / (from[b] - from[b - 1]);
    return to[b - 1] + t * (to[b] - to[b - 1]);
  }
}
