package io.github.omnet.core.metric;

import java.util.Arrays;

/** Distances from each element of one surface to the nearest of another, by rising distance. */
public final class DirectedDistances {
  static final DirectedDistances NONE = new DirectedDistances(new double[0]);

  private final double[] ascending;

  private DirectedDistances(double[] ascending) {
    this.ascending = ascending;
  }

  /** Takes the array over and sorts it. */
  static DirectedDistances ofUnsorted(double[] distances) {
    Arrays.sort(distances);
    return new DirectedDistances(distances);
  }

  /**
   * Number of surface elements.
   *
   * @return the count
   */
  public int size() {
    return ascending.length;
  }

  /**
   * The distances.
   *
   * @return a copy, in millimetres, ascending
   */
  public double[] toArray() {
    return ascending.clone();
  }

  /**
   * The largest distance.
   *
   * @return millimetres; NaN if there is none
   */
  public double max() {
    return ascending.length == 0 ? Double.NaN : ascending[ascending.length - 1];
  }

  /**
   * The mean over the elements.
   *
   * @return millimetres; NaN if there is none
   */
  public double mean() {
    double sum = 0;
    for (double d : ascending) {
      sum += d;
    }
    return sum / ascending.length;
  }

  /**
   * The distance that a share of the elements keeps within, interpolated linearly between the two
   * ranks next to it as {@code numpy.percentile} does.
   *
   * @param percent from 0 to 100
   * @return millimetres; NaN if there is none
   */
  public double percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile lies from 0 to 100, found " + percent);
    }
    if (ascending.length == 0) {
      return Double.NaN;
    }
    double rank = percent / 100 * (ascending.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
  }

  DirectedDistances and(DirectedDistances other) {
    double[] all = Arrays.copyOf(ascending, ascending.length + other.ascending.length);
    System.arraycopy(other.ascending, 0, all, ascending.length, other.ascending.length);
    return ofUnsorted(all);
  }
}
