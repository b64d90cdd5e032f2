package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.List;

/**
 * Raises each channel's foreground, scaled to [0, 1] between its own extremes, to a power and
 * scales it back: above 1 darkens the middle, below 1 brightens it. A constant foreground stays as
 * it is.
 *
 * @param exponents one per channel, above 0
 */
record Gamma(List<Double> exponents) implements Augmentation {
  /**
   * Refuses exponents that are not above 0.
   *
   * @param exponents one per channel
   */
  public Gamma {
    exponents = List.copyOf(exponents);
    if (exponents.stream().anyMatch(e -> !(e > 0))) {
      throw new IllegalArgumentException("exponents must be above 0, found " + exponents);
    }
  }

  static Gamma read(Parameters text) {
    return new Gamma(ScaleShift.list(text.numbers("exponents", -1)));
  }

  @Override
  public void apply(Block block) {
    Foregrounds.requireChannels(block, exponents.size(), this);
    for (int c = 0; c < block.intensityChannels(); c++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      int end = block.start(c) + block.shape().voxels();
      for (int n = block.start(c); n < end; n++) {
        float value = block.images()[n];
        if (value != 0) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      if (low < high) {
        double bottom = low;
        double range = (double) high - low;
        double exponent = exponents.get(c);
        Foregrounds.map(
            block,
            c,
            value -> bottom + range * StrictMath.pow(share(value, bottom, range), exponent));
      }
    }
  }

  /** Within [0, 1], also for mirror images beyond the extremes. */
  private static double share(double value, double bottom, double range) {
    return Math.min(Math.max((value - bottom) / range, 0), 1);
  }

  @Override
  public String describe() {
    return Parameters.of("gamma").with("exponents", ScaleShift.array(exponents)).toString();
  }
}
