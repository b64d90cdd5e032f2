package io.github.omnet.models.inference;

import java.util.Arrays;
import java.util.Locale;

/** How much each voxel of a window counts where windows overlap. */
enum Blending {
  /** Every voxel counts the same. */
  CONSTANT,
  /**
   * The centre counts most: a Gaussian along each axis whose standard deviation is an eighth of the
   * window (as in nnU-Net and MONAI), but nowhere below a thousandth.
   */
  GAUSSIAN;

  private static final double DEVIATION = 0.125;
  private static final double LOWEST = 1e-3;

  /**
   * Reads a name in any case.
   *
   * @param name {@code constant} or {@code gaussian}
   * @return the blending
   */
  public static Blending of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Weight of each position along one axis; that of a voxel is the product over the axes. */
  float[] profile(int extent) {
    float[] weights = new float[extent];
    Arrays.fill(weights, 1);
    if (this == GAUSSIAN) {
      double deviation = DEVIATION * extent;
      for (int n = 0; n < extent; n++) {
        double distance = (n - (extent - 1) / 2.0) / deviation;
        weights[n] = (float) Math.max(LOWEST, Math.exp(-0.5 * distance * distance));
      }
    }
    return weights;
  }
}
