package io.github.omnet.core.metric;

/**
 * Distances from each element of one surface to the nearest of another, by rising distance.
 * Elements may weigh differently: a voxel of a border weighs 1, an element of a mesh its area.
 */
final class DirectedDistances {
  static final DirectedDistances NONE = new DistanceHistogram().sorted();

  private final double[] squared;
  private final double[] distance;
  private final long[] countUpTo;
  private final double[] weightUpTo;
  private final double weightedSum;

  /** Distinct squared distances, ascending, and how many elements, of what weight, have each. */
  DirectedDistances(double[] squared, long[] count, double[] weight) {
    this.squared = squared;
    this.distance = new double[squared.length];
    this.countUpTo = new long[count.length];
    this.weightUpTo = new double[weight.length];
    long counted = 0;
    double weighed = 0;
    double sum = 0;
    for (int n = 0; n < distance.length; n++) {
      distance[n] = Math.sqrt(squared[n]);
      counted += count[n];
      weighed += weight[n];
      countUpTo[n] = counted;
      weightUpTo[n] = weighed;
      sum += weight[n] * distance[n];
    }
    this.weightedSum = sum;
  }

  /**
   * Number of surface elements.
   *
   * @return the count
   */
  public long size() {
    return distance.length == 0 ? 0 : countUpTo[distance.length - 1];
  }

  /**
   * Weight of all elements together.
   *
   * @return their count for voxels of a border, square millimetres for elements of a mesh
   */
  public double weight() {
    return distance.length == 0 ? 0 : weightUpTo[distance.length - 1];
  }

  /**
   * The largest distance.
   *
   * @return millimetres; NaN if there is none
   */
  public double max() {
    return distance.length == 0 ? Double.NaN : distance[distance.length - 1];
  }

  /**
   * The mean over the elements by their weight.
   *
   * @return millimetres; NaN if there is none
   */
  public double mean() {
    return weightedSum / weight();
  }

  /**
   * The distance that a share of the elements keeps within, whatever they weigh, interpolated
   * linearly between the two ranks next to it as {@code numpy.percentile} does.
   *
   * @param percent from 0 to 100
   * @return millimetres; NaN if there is none
   */
  public double percentile(double percent) {
    requirePercent(percent);
    if (distance.length == 0) {
      return Double.NaN;
    }
    double rank = percent / 100 * (size() - 1);
    long below = (long) Math.floor(rank);
    double low = atRank(below);
    double high = atRank(Math.min(below + 1, size() - 1));
    return low + (rank - below) * (high - low);
  }

  /**
   * The smallest distance that elements of at least a share of the weight keep within.
   *
   * @param percent from 0 to 100
   * @return millimetres; NaN if there is none
   */
  public double weightedPercentile(double percent) {
    requirePercent(percent);
    // Areas are sums of roots, so a share of exactly 95 % comes out a hair more or less.
    double wanted = percent / 100 * weight() * (1 - 1e-12);
    for (int n = 0; n < distance.length; n++) {
      if (weightUpTo[n] >= wanted) {
        return distance[n];
      }
    }
    return max();
  }

  /**
   * Weight of the elements no further away than a tolerance. A difference in the last digits, which
   * distances by a spacing such as 0.7 mm carry, does not count.
   *
   * @param tolerance millimetres, at least 0
   * @return the weight, at most {@link #weight()}
   */
  public double weightWithin(double tolerance) {
    double within = 0;
    for (int n = 0; n < distance.length && distance[n] <= tolerance * (1 + 1e-12); n++) {
      within = weightUpTo[n];
    }
    return within;
  }

  /** The elements of both. */
  DirectedDistances and(DirectedDistances other) {
    DistanceHistogram all = new DistanceHistogram();
    addTo(all);
    other.addTo(all);
    return all.sorted();
  }

  private void addTo(DistanceHistogram all) {
    for (int n = 0; n < squared.length; n++) {
      long countBefore = n == 0 ? 0 : countUpTo[n - 1];
      double weightBefore = n == 0 ? 0 : weightUpTo[n - 1];
      all.add(squared[n], countUpTo[n] - countBefore, weightUpTo[n] - weightBefore);
    }
  }

  private double atRank(long rank) {
    int n = 0;
    while (countUpTo[n] <= rank) {
      n++;
    }
    return distance[n];
  }

  private static void requirePercent(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile lies from 0 to 100, found " + percent);
    }
  }
}
