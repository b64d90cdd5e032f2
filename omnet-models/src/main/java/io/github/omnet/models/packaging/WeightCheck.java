package io.github.omnet.models.packaging;

import java.util.Map;

/**
 * Refuses weights with which a network computes nothing: one NaN spreads over a whole window, and
 * engines then vote differently without an error.
 */
final class WeightCheck {
  /** Last part of the name of a running variance, whose square root is taken. */
  private static final String VARIANCE = "variance";

  private WeightCheck() {}

  /**
   * Checks every number.
   *
   * @param weights arrays by parameter name
   * @param where the file they come from, for messages
   * @throws ModelPackageException naming the first array with a number that is not finite, or with
   *     a variance below 0
   */
  static void check(Map<String, SafeTensors.Tensor> weights, String where)
      throws ModelPackageException {
    for (Map.Entry<String, SafeTensors.Tensor> entry : weights.entrySet()) {
      float[] values = entry.getValue().values();
      boolean variance = isVariance(entry.getKey());
      for (int n = 0; n < values.length; n++) {
        if (!Float.isFinite(values[n]) || (variance && values[n] < 0)) {
          throw new ModelPackageException(
              where,
              entry.getKey()
                  + " holds "
                  + values[n]
                  + " at index "
                  + n
                  + ", expected "
                  + (variance ? "a finite variance of at least 0" : "a finite number"),
              "fetch or train the model again");
        }
      }
    }
  }

  private static boolean isVariance(String name) {
    return name.equals(VARIANCE) || name.endsWith("." + VARIANCE);
  }
}
