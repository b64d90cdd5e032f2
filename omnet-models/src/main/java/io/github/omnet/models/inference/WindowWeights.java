package io.github.omnet.models.inference;

import io.github.omnet.models.packaging.InferenceSettings.Blending;
import java.util.Arrays;

/** How much each voxel of a window counts where windows overlap. */
final class WindowWeights {
  private static final double DEVIATION = 0.125;
  private static final double LOWEST = 1e-3;

  private WindowWeights() {}

  /** Weight of each position along one axis; that of a voxel is the product over the axes. */
  static float[] profile(Blending blending, int extent) {
    float[] weights = new float[extent];
    Arrays.fill(weights, 1);
    if (blending == Blending.GAUSSIAN) {
      double deviation = DEVIATION * extent;
      for (int n = 0; n < extent; n++) {
        double distance = (n - (extent - 1) / 2.0) / deviation;
        weights[n] = (float) Math.max(LOWEST, Math.exp(-0.5 * distance * distance));
      }
    }
    return weights;
  }
}
