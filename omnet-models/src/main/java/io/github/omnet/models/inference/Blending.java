package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import java.util.Arrays;

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
   * @throws OmnetException naming the known ones
   */
  public static Blending of(String name) {
    for (Blending blending : values()) {
      if (blending.name().equalsIgnoreCase(name)) {
        return blending;
      }
    }
    throw new OmnetException("'" + name + "' is no blending; known: constant, gaussian");
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
