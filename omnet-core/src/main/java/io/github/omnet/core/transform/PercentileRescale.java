package io.github.omnet.core.transform;

import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.volume.Volume;

/**
 * Clips the foreground to two of its percentiles and maps these onto a range; background becomes 0.
 *
 * <p>An image without foreground becomes all 0. Where the two percentiles are equal, as in a
 * constant image, the foreground becomes the low end of the range. A foreground value that is not
 * finite is an error.
 */
final class PercentileRescale implements IntensityTransform {
  private final Foreground foreground;
  private final double lowPercentile;
  private final double highPercentile;
  private final double low;
  private final double high;

  private PercentileRescale(
      Foreground foreground, double lowPercentile, double highPercentile, double low, double high) {
    if (!(lowPercentile >= 0 && lowPercentile < highPercentile && highPercentile <= 100)) {
      throw new IllegalArgumentException(
          "percentiles must rise within 0 to 100, found " + lowPercentile + ", " + highPercentile);
    }
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("range must rise, found " + low + " to " + high);
    }
    this.foreground = foreground;
    this.lowPercentile = lowPercentile;
    this.highPercentile = highPercentile;
    this.low = low;
    this.high = high;
  }

  /**
   * Maps two percentiles onto 0 and 1.
   *
   * @param foreground which voxels to look at
   * @param lowPercentile 0 to 100, such as 0.5
   * @param highPercentile above the low one, at most 100, such as 99.5
   * @return the transform
   */
  public static PercentileRescale over(
      Foreground foreground, double lowPercentile, double highPercentile) {
    return new PercentileRescale(foreground, lowPercentile, highPercentile, 0, 1);
  }

  /**
   * The same onto another range.
   *
   * @param newLow what the low percentile becomes
   * @param newHigh what the high percentile becomes, above {@code newLow}
   * @return a new transform
   */
  public PercentileRescale onto(double newLow, double newHigh) {
    return new PercentileRescale(foreground, lowPercentile, highPercentile, newLow, newHigh);
  }

  @Override
  public Volume apply(Volume volume) {
    SortedForeground sorted = SortedForeground.of(volume, foreground);
    if (sorted.isEmpty()) {
      return ValueMap.linear(volume, foreground, 0, 0, 0);
    }
    double bottom = sorted.quantile(lowPercentile / 100);
    double top = sorted.quantile(highPercentile / 100);
    double scale = top > bottom ? (high - low) / (top - bottom) : 0;
    return ValueMap.map(
        volume,
        foreground,
        value -> low + scale * (Math.min(Math.max(value, bottom), top) - bottom));
  }

  @Override
  public String describe() {
    return "percentileRescale(over="
        + foreground.describe()
        + ", percentiles="
        + Texts.of(lowPercentile, highPercentile)
        + ", onto="
        + Texts.of(low, high)
        + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
