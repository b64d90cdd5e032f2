package io.github.omnet.core.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of points in a plane, and its diameters. */
final class ConvexHull {
  private ConvexHull() {}

  /** Andrew's monotone chain: the corners in order, each once. */
  static List<double[]> of(List<double[]> points) {
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
    if (sorted.size() < 3) {
      return sorted;
    }
    List<double[]> hull = new ArrayList<>();
    half(sorted, hull);
    hull.remove(hull.size() - 1);
    List<double[]> reversed = new ArrayList<>(sorted);
    java.util.Collections.reverse(reversed);
    List<double[]> upper = new ArrayList<>();
    half(reversed, upper);
    upper.remove(upper.size() - 1);
    hull.addAll(upper);
    return hull;
  }

  private static void half(List<double[]> sorted, List<double[]> chain) {
    for (double[] point : sorted) {
      int n = chain.size();
      while (n >= 2 && turn(chain.get(n - 2), chain.get(n - 1), point) <= 0) {
        chain.remove(--n);
      }
      chain.add(point);
    }
  }

  private static double turn(double[] a, double[] b, double[] c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }

  /** The two corners farthest apart; of several such pairs the first. */
  static double[][] longest(List<double[]> hull) {
    double[][] best = {hull.get(0), hull.get(0)};
    double most = -1;
    for (int n = 0; n < hull.size(); n++) {
      for (int m = n + 1; m < hull.size(); m++) {
        double length =
            Math.hypot(hull.get(m)[0] - hull.get(n)[0], hull.get(m)[1] - hull.get(n)[1]);
        if (length > most) {
          most = length;
          best = new double[][] {hull.get(n), hull.get(m)};
        }
      }
    }
    return best;
  }

  /**
   * The longest chord at a right angle to a segment. Between corners the length of a chord changes
   * linearly, so that the longest one goes through a corner.
   */
  static double longestChordAcross(List<double[]> hull, double[][] segment) {
    double ux = segment[1][0] - segment[0][0];
    double uy = segment[1][1] - segment[0][1];
    double length = Math.hypot(ux, uy);
    double longest = 0;
    for (double[] corner : hull) {
      double at = (corner[0] * ux + corner[1] * uy) / length;
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int n = 0; n < hull.size(); n++) {
        double[] p = hull.get(n);
        double[] q = hull.get((n + 1) % hull.size());
        double tp = (p[0] * ux + p[1] * uy) / length - at;
        double tq = (q[0] * ux + q[1] * uy) / length - at;
        double sp = (p[1] * ux - p[0] * uy) / length;
        double sq = (q[1] * ux - q[0] * uy) / length;
        if (tp == 0 || p == corner) {
          low = Math.min(low, sp);
          high = Math.max(high, sp);
        } else if (tp * tq < 0) {
          double s = sp + (sq - sp) * tp / (tp - tq);
          low = Math.min(low, s);
          high = Math.max(high, s);
        }
      }
      longest = Math.max(longest, high - low);
    }
    return longest;
  }
}
