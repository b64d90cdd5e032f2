package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;

/**
 * How much the coarser levels of the decoder count in a training: deep supervision (Lee et al.,
 * AISTATS 2015; on U-Nets as in nnU-Net). Each task gets a 1x1x1 convolution on the levels of half
 * and of a quarter of the resolution, whose scores are compared with the truth at that resolution,
 * by the same loss and for the same patches. These heads are trained and saved in checkpoints, and
 * are no part of the model.
 *
 * <p>A task's part of the gradient is that of {@code (L0 + half * L1 + quarter * L2) / (1 + half +
 * quarter)} with the losses {@code L0} at full, {@code L1} at half and {@code L2} at a quarter of
 * the resolution. The loss that a training reports is {@code L0}.
 *
 * @param half weight of the level of half the resolution, relative to the full one; above 0 and at
 *     most 1
 * @param quarter weight of the level of a quarter of the resolution, likewise
 */
public record DeepSupervision(double half, double quarter) {
  /** No deep supervision; both weights are 0. */
  public static final DeepSupervision NONE = new DeepSupervision(0, 0);

  private static final String OFF = "none";

  /**
   * Refuses weights outside of (0, 1].
   *
   * @param half weight of the level of half the resolution
   * @param quarter weight of the level of a quarter of the resolution
   * @throws OmnetException if a weight is not allowed, unless both are 0
   */
  public DeepSupervision {
    boolean off = half == 0 && quarter == 0;
    if (!off && !(isWeight(half) && isWeight(quarter))) {
      throw new OmnetException(
          "weights of deep supervision are above 0 and at most 1, such as 0.5,0.25; found "
              + half
              + " and "
              + quarter
              + "; give none for a training without");
    }
  }

  private static boolean isWeight(double weight) {
    return weight > 0 && weight <= 1;
  }

  /**
   * Reads the text form.
   *
   * @param text the two weights, such as {@code 0.5,0.25}; or {@code none}
   * @return the weights; their {@link #toString} gives the text back
   * @throws OmnetException if it is nothing like that
   */
  public static DeepSupervision parse(String text) {
    if (text.strip().equals(OFF)) {
      return NONE;
    }
    String[] weights = text.split(",", -1);
    if (weights.length == 2) {
      try {
        return new DeepSupervision(
            Double.parseDouble(weights[0].strip()), Double.parseDouble(weights[1].strip()));
      } catch (NumberFormatException e) {
        throw new OmnetException(unreadable(text), e);
      }
    }
    throw new OmnetException(unreadable(text));
  }

  private static String unreadable(String text) {
    return "'"
        + text
        + "' is no deep supervision; one is HALF,QUARTER, the weights of the levels of half and of"
        + " a quarter of the resolution, such as 0.5,0.25, or none";
  }

  /**
   * Returns whether the coarser levels do not count.
   *
   * @return true for {@link #NONE}
   */
  public boolean isOff() {
    return half == 0;
  }

  /**
   * Returns what the loss of a level weighs in the sum of all three.
   *
   * @param level 0 for the full resolution, 1 for half, 2 for a quarter
   * @return the share; those of the three levels add up to 1
   */
  public double share(int level) {
    double weight = level == 0 ? 1 : level == 1 ? half : quarter;
    return weight / (1 + half + quarter);
  }

  /** The text form, such as {@code 0.5,0.25}. */
  @Override
  public String toString() {
    return isOff() ? OFF : half + "," + quarter;
  }
}
