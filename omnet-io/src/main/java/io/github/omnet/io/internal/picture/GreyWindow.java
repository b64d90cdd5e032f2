package io.github.omnet.io.internal.picture;

import io.github.omnet.core.volume.Volume;
import java.util.Arrays;

/**
 * The range of values of an image that is shown from black to white.
 *
 * @param low the value shown as black
 * @param high the value shown as white
 */
public record GreyWindow(double low, double high) {
  private static final double LOWEST = 0.01;
  private static final double HIGHEST = 0.995;
  private static final int SAMPLES = 1 << 18;

  /**
   * From the 1st to the 99.5th percentile of the finite values that are not background, where
   * background is 0. On large volumes every k-th voxel counts.
   *
   * @param image any
   * @return the range; from 0 to 1 if there is no such value
   */
  public static GreyWindow of(Volume image) {
    float[] data = image.data();
    int step = Math.max(1, data.length / (4 * SAMPLES));
    float[] values = new float[data.length / step + 1];
    int count = 0;
    for (int n = 0; n < data.length; n += step) {
      if (data[n] != 0 && Float.isFinite(data[n])) {
        values[count++] = data[n];
      }
    }
    if (count == 0) {
      return new GreyWindow(0, 1);
    }
    Arrays.sort(values, 0, count);
    // Background is 0 and shall stay black: an image without negative values starts there.
    double low = values[(int) (LOWEST * (count - 1))];
    return new GreyWindow(Math.min(low, low > 0 ? 0 : low), values[(int) (HIGHEST * (count - 1))]);
  }

  /**
   * The grey of a value.
   *
   * @param value of the image
   * @return 0 to 255
   */
  public int grey(double value) {
    if (!(high > low)) {
      return value > low ? 255 : 0;
    }
    double scaled = 255 * (value - low) / (high - low);
    return (int) Math.round(Math.min(Math.max(scaled, 0), 255));
  }
}
