package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Volume;

/**
 * A z-score that a few bright voxels cannot pull away: subtracts the foreground's median and
 * divides by its interquartile range over 1.349, which is the standard deviation where values are
 * normally distributed. Background becomes 0.
 *
 * <p>An image without foreground becomes all 0; so does one whose quartiles are equal. A foreground
 * value that is not finite is an error.
 */
final class RobustZScore implements IntensityTransform {
  private static final double IQR_OF_NORMAL = 1.3489795003921634;

  private final Foreground foreground;

  private RobustZScore(Foreground foreground) {
    this.foreground = foreground;
  }

  /**
   * Over a foreground of choice.
   *
   * @param foreground which voxels to look at
   * @return the transform
   */
  public static RobustZScore over(Foreground foreground) {
    return new RobustZScore(foreground);
  }

  @Override
  public Volume apply(Volume volume) {
    SortedForeground sorted = SortedForeground.of(volume, foreground);
    if (sorted.isEmpty()) {
      return ValueMap.linear(volume, foreground, 0, 0, 0);
    }
    double range = sorted.quantile(0.75) - sorted.quantile(0.25);
    return ValueMap.linear(
        volume, foreground, sorted.quantile(0.5), range > 0 ? IQR_OF_NORMAL / range : 0, 0);
  }

  @Override
  public String describe() {
    return "robustZScore(over=" + foreground.describe() + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
