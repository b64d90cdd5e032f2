package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;

/**
 * Adds a smooth field to the foreground of every channel, another to each: normal values at 4 x 4 x
 * 4 points spread over the block, with linear interpolation between them.
 *
 * @param seed names the fields
 * @param deviation standard deviation of the values at the points, in the unit of the images, at
 *     least 0
 */
record AdditiveField(long seed, double deviation) implements Augmentation {
  private static final int POINTS = 4;

  /**
   * Refuses a negative deviation.
   *
   * @param seed names the fields
   * @param deviation of the values at the points
   */
  public AdditiveField {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "deviation must be at least 0 and finite, found " + deviation);
    }
  }

  static AdditiveField read(Parameters text) {
    return new AdditiveField(text.whole("seed"), text.number("deviation"));
  }

  @Override
  public void apply(Block block) {
    for (int c = 0; c < block.intensityChannels(); c++) {
      int channel = c;
      Foregrounds.locally(block, c, () -> add(block, channel));
    }
  }

  private void add(Block block, int c) {
    Shape s = block.shape();
    double[] line = new double[POINTS];
    double[] points = points(c);
    int n = block.start(c);
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        alongX(points, place(j, s.y()), place(k, s.z()), line);
        for (int i = 0; i < s.x(); i++, n++) {
          if (block.images()[n] != 0) {
            double x = place(i, s.x());
            int x0 = (int) x;
            block.images()[n] += (float) (line[x0] + (x - x0) * (line[x0 + 1] - line[x0]));
          }
        }
      }
    }
  }

  private double[] points(int channel) {
    CounterRandom random = CounterRandom.of(seed, channel);
    double[] points = new double[POINTS * POINTS * POINTS];
    for (int n = 0; n < points.length; n++) {
      points[n] = deviation * random.nextGaussian();
    }
    return points;
  }

  private static void alongX(double[] points, double y, double z, double[] line) {
    int y0 = (int) y;
    int z0 = (int) z;
    double fy = y - y0;
    double fz = z - z0;
    for (int i = 0; i < POINTS; i++) {
      int at = i + POINTS * (y0 + POINTS * z0);
      int above = at + POINTS * POINTS;
      line[i] =
          (1 - fz) * ((1 - fy) * points[at] + fy * points[at + POINTS])
              + fz * ((1 - fy) * points[above] + fy * points[above + POINTS]);
    }
  }

  /** Of a voxel, in spaces between points; below the last, so that there is always a next. */
  private static double place(int n, int length) {
    return length == 1 ? 0 : Math.min((POINTS - 1.0) * n / (length - 1), POINTS - 1 - 1e-9);
  }

  @Override
  public String describe() {
    return Parameters.of("field").with("seed", seed).with("deviation", deviation).toString();
  }
}
