package io.github.omnet.core.transform;

import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.volume.Volume;

/**
 * Gives the foreground of an image the distribution of values of a reference image: each quantile
 * is sent to the reference's, straight between 1025 evenly spaced ones. Background becomes 0.
 *
 * <p>An image without foreground becomes all 0; a foreground of one constant value becomes the mean
 * of the reference's quantiles.
 */
final class HistogramMatch implements IntensityTransform {
  private static final int PIECES = 1024;

  private final Foreground foreground;
  private final double[] reference;

  private HistogramMatch(Foreground foreground, double[] reference) {
    this.foreground = foreground;
    this.reference = reference;
  }

  /**
   * Matches images to a reference.
   *
   * @param reference the image with the wanted distribution
   * @param foreground which voxels to look at, in both
   * @return the transform
   * @throws IllegalArgumentException if the reference has no foreground
   */
  public static HistogramMatch to(Volume reference, Foreground foreground) {
    SortedForeground sorted = SortedForeground.of(reference, foreground);
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("the reference image has no foreground to match");
    }
    return new HistogramMatch(foreground, quantiles(sorted));
  }

  private static double[] quantiles(SortedForeground sorted) {
    double[] quantiles = new double[PIECES + 1];
    for (int n = 0; n <= PIECES; n++) {
      quantiles[n] = sorted.quantile((double) n / PIECES);
    }
    return quantiles;
  }

  @Override
  public Volume apply(Volume volume) {
    SortedForeground sorted = SortedForeground.of(volume, foreground);
    if (sorted.isEmpty()) {
      return ValueMap.linear(volume, foreground, 0, 0, 0);
    }
    PiecewiseLinear map = PiecewiseLinear.between(quantiles(sorted), reference, false);
    return ValueMap.map(volume, foreground, map::at);
  }

  @Override
  public String describe() {
    return "histogramMatch(over="
        + foreground.describe()
        + ", quantiles=#"
        + Texts.digest(reference)
        + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
