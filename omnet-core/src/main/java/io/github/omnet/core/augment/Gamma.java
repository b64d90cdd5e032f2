package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Raises each channel's foreground, scaled to [0, 1] between its own extremes, to a power and
 * scales it back: above 1 darkens the middle, below 1 brightens it. A constant foreground stays as
 * it is.
 *
 * <p>Where another channel compares an image with its mirror image, the extremes are those of both
 * together, so that the same change reaches all values of both: the other side of the head may hold
 * what is brighter or darker than anything in the block.
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
      DoubleSummaryStatistics values = Foregrounds.values(block, c);
      if (values.getMin() < values.getMax()) {
        double low = values.getMin();
        double range = values.getMax() - low;
        double exponent = exponents.get(c);
        // The mean of a mirrored tumour may lie below all values of the patch; it stays.
        Foregrounds.map(
            block,
            c,
            value ->
                value < low
                    ? value
                    : low + range * StrictMath.pow((value - low) / range, exponent));
      }
    }
  }

  @Override
  public String describe() {
    return Parameters.of("gamma").with("exponents", ScaleShift.array(exponents)).toString();
  }
}
