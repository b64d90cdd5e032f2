package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.util.List;

/**
 * When a loss has flattened: its mean over the last {@code window} steps is not lower than the mean
 * over the window before by the given share.
 *
 * @param window steps in each of the two means
 * @param improvement share of the earlier mean, such as 0.05
 */
public record Plateau(int window, double improvement) {
  /**
   * Refuses what never or always holds.
   *
   * @param window steps in each of the two means
   * @param improvement share of the earlier mean
   */
  public Plateau {
    if (window < 1 || !(improvement >= 0 && improvement < 1)) {
      throw new OmnetException(
          "a plateau needs a window of at least 1 step and an improvement in [0, 1), found "
              + window
              + " and "
              + improvement);
    }
  }

  /**
   * Returns whether the loss has flattened.
   *
   * @param losses one for each step, the last at the end
   * @return false until two windows are full
   */
  public boolean reached(List<Float> losses) {
    int end = losses.size();
    if (end < 2 * window) {
      return false;
    }
    double before = mean(losses.subList(end - 2 * window, end - window));
    double last = mean(losses.subList(end - window, end));
    return last > before * (1 - improvement);
  }

  private static double mean(List<Float> losses) {
    return losses.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
  }

  /** Such as {@code 100 steps gain less than 0.02}. */
  @Override
  public String toString() {
    return window + " steps gain less than " + improvement;
  }
}
