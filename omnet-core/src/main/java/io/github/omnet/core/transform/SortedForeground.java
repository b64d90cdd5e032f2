package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;

/**
 * The foreground values of an image in rising order, for quantiles.
 *
 * @param values sorted, all finite
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record SortedForeground(float[] values) {
  static SortedForeground of(Volume volume, Foreground foreground) {
    float[] data = volume.data();
    boolean[] in = foreground.in(volume).data();
    float[] values = new float[data.length];
    int count = 0;
    for (int n = 0; n < data.length; n++) {
      if (in[n]) {
        values[count++] = data[n];
      }
    }
    float[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    // NaN sorts last and infinities at the ends.
    if (count > 0 && !(Float.isFinite(sorted[0]) && Float.isFinite(sorted[count - 1]))) {
      throw new OmnetException(
          "the foreground holds values that are not finite, from "
              + sorted[0]
              + " to "
              + sorted[count - 1]
              + "; replace such voxels before normalising");
    }
    return new SortedForeground(sorted);
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** Linear between the order statistics, as numpy's default; q in [0, 1]. */
  double quantile(double q) {
    double place = q * (values.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (place - below) * ((double) values[above] - values[below]);
  }

  double[] quantiles(double... qs) {
    return Arrays.stream(qs).map(this::quantile).toArray();
  }
}
