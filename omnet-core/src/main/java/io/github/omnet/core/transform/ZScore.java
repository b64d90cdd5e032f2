package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Volume;

/**
 * Subtracts the mean of the foreground and divides by its standard deviation (over n, not n - 1),
 * so that foreground has mean 0 and deviation 1; background becomes 0. What OM-Net expects at its
 * input, with the non-zero voxels of each modality as foreground.
 *
 * <p>An image without foreground becomes all 0; so does a foreground of one constant value, whose
 * deviation is 0. A foreground value that is not finite is an error.
 */
final class ZScore implements IntensityTransform {
  private final Foreground foreground;

  private ZScore(Foreground foreground) {
    this.foreground = foreground;
  }

  /**
   * Over the non-zero voxels.
   *
   * @return the transform
   */
  public static ZScore overNonZero() {
    return over(Foreground.NON_ZERO);
  }

  /**
   * Over a foreground of choice.
   *
   * @param foreground which voxels to look at
   * @return the transform
   */
  public static ZScore over(Foreground foreground) {
    return new ZScore(foreground);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.omnet.core.OmnetException naming the first voxel that is not finite
   */
  @Override
  public Volume apply(Volume volume) {
    Moments moments = Moments.of(volume, foreground);
    double deviation = moments.standardDeviation();
    // Rounding leaves a deviation of about 1e-16 of the mean where all values are equal.
    boolean constant = !(deviation > 1e-12 * Math.abs(moments.mean()));
    return ValueMap.linear(volume, foreground, moments.mean(), constant ? 0 : 1 / deviation, 0);
  }

  @Override
  public String describe() {
    return "zScore(over=" + foreground.describe() + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
