package io.github.omnet.io.internal;

import io.github.omnet.io.image.ImageDescription;
import java.util.List;

/** Statistics of values that come in file order. */
final class StatisticsCollector {
  private final long centreIndex;
  private long count;
  private long finite;
  private long nonZero;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private double first = Double.NaN;
  private double centre = Double.NaN;

  StatisticsCollector(List<Integer> shape) {
    long index = 0;
    long stride = 1;
    for (int extent : shape) {
      index += extent / 2 * stride;
      stride *= extent;
    }
    centreIndex = index;
  }

  void add(double[] values, int n) {
    if (count == 0 && n > 0) {
      first = values[0];
    }
    if (centreIndex >= count && centreIndex < count + n) {
      centre = values[(int) (centreIndex - count)];
    }
    double chunkSum = 0;
    for (int i = 0; i < n; i++) {
      double value = values[i];
      if (value != 0) {
        nonZero++;
      }
      if (Double.isFinite(value)) {
        finite++;
        chunkSum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    // Sums of chunks: the error grows with the number of chunks, not of voxels.
    sum += chunkSum;
    count += n;
  }

  ImageDescription.Statistics result() {
    boolean any = finite > 0;
    return new ImageDescription.Statistics(
        count,
        any ? min : Double.NaN,
        any ? max : Double.NaN,
        any ? sum / finite : Double.NaN,
        nonZero,
        count - finite,
        first,
        centre);
  }
}
