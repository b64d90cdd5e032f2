package io.github.omnet.models.internal.monitor;

/**
 * A running mean that forgets: the newest number weighs {@code 1 - keep}, each older one {@code
 * keep} times the next, and all weights are scaled to add up to 1, so that it is right from the
 * first number on. Undefined numbers are passed over.
 *
 * <p>With {@code keep = 0.5}, the numbers 1, 4 give (0.25 * 1 + 0.5 * 4) / 0.75 = 3.
 */
public final class ExponentialMean {
  private final double keep;
  private double sum;
  private double weight;

  /**
   * Begins with no number.
   *
   * @param keep at least 0, below 1; the mean looks back over about {@code 1 / (1 - keep)} numbers
   */
  public ExponentialMean(double keep) {
    if (!(keep >= 0 && keep < 1)) {
      throw new IllegalArgumentException("keep must be at least 0 and below 1, found " + keep);
    }
    this.keep = keep;
  }

  /**
   * Takes a number in.
   *
   * @param value passed over if it is not finite
   * @return the mean with it
   */
  public double add(double value) {
    if (Double.isFinite(value)) {
      sum = keep * sum + (1 - keep) * value;
      weight = keep * weight + (1 - keep);
    }
    return value();
  }

  /**
   * The mean.
   *
   * @return NaN before the first number
   */
  public double value() {
    return sum / weight;
  }
}
