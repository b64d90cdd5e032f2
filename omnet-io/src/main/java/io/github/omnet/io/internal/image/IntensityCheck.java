package io.github.omnet.io.internal.image;

import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * What is odd about the values of an image, as {@link ImageHeader#warnings} says what is odd about
 * its header. Nothing is changed.
 *
 * <p>A normalisation by mean and deviation trusts every voxel: one of 1e38 makes all others look
 * alike, and a network then finds less than there is, or nothing.
 */
public final class IntensityCheck {
  /**
   * How many times the mean size of all other values a value may have. Vessels and fat in MRI reach
   * some tens.
   */
  public static final double LARGEST_RATIO = 1000;

  private IntensityCheck() {}

  /**
   * Looks at every voxel.
   *
   * @param volume an image
   * @return sentences, usually none: that every voxel is 0, or that one voxel holds more than
   *     {@link #LARGEST_RATIO} times the mean size of all others that are not 0. NaN and infinite
   *     values are left to the normalisation, which refuses them.
   */
  public static List<String> warnings(Volume volume) {
    float[] data = volume.data();
    long count = 0;
    int largest = -1;
    float most = 0;
    for (int n = 0; n < data.length; n++) {
      float size = Math.abs(data[n]);
      if (size > 0) {
        count++;
        if (size > most && size < Float.POSITIVE_INFINITY) {
          most = size;
          largest = n;
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    if (count == 0) {
      warnings.add("every voxel is 0, so there is nothing to look at; check the file");
    }
    if (largest >= 0 && count > 1 && isOutlier(data, largest, count - 1)) {
      warnings.add(outlier(volume, largest));
    }
    return warnings;
  }

  /**
   * Whether a value is too large for the mean of the others. Their sum only grows, so most images
   * need a look at few voxels. It is summed without the largest: the difference of two sums would
   * lose all digits of the others.
   */
  private static boolean isOutlier(float[] data, int largest, long others) {
    double size = Math.abs((double) data[largest]);
    double sum = 0;
    for (int n = 0; n < data.length; n++) {
      double other = Math.abs((double) data[n]);
      if (other > 0 && n != largest && other < Double.POSITIVE_INFINITY) {
        sum += other;
        if (size <= LARGEST_RATIO * (sum / others)) {
          return false;
        }
      }
    }
    return size > LARGEST_RATIO * (sum / others);
  }

  private static String outlier(Volume volume, int n) {
    Shape shape = volume.shape();
    return "voxel ("
        + n % shape.x()
        + ", "
        + n / shape.x() % shape.y()
        + ", "
        + n / shape.x() / shape.y()
        + ") holds "
        + volume.data()[n]
        + ", more than "
        + (int) LARGEST_RATIO
        + " times the mean of all others that are not 0; after normalisation the others look alike,"
        + " so replace it by what is around it";
  }
}
