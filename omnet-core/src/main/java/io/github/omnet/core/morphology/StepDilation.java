package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * Dilation by repeated steps to neighbouring voxels, as {@code scipy.ndimage.binary_dilation} does
 * with {@code iterations}. With all 26 neighbours n steps reach a cube of 2n + 1 voxels, not a
 * ball; for a ball see {@link Dilation}.
 */
final class StepDilation {
  private StepDilation() {}

  /**
   * Dilates a set.
   *
   * @param set the voxels
   * @param neighbours which voxels one step reaches
   * @param steps number of steps, at least 0
   * @return a mask on the same grid
   */
  public static Mask of(Mask set, Connectivity neighbours, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("a dilation takes steps from 0, found " + steps);
    }
    boolean[] grown = set.data();
    for (int step = 0; step < steps; step++) {
      grown = step(set.shape(), grown, neighbours);
    }
    return Mask.wrap(set.grid(), grown);
  }

  private static boolean[] step(Shape shape, boolean[] set, Connectivity neighbours) {
    boolean[] grown = set.clone();
    for (int dz = -1; dz <= 1; dz++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          if (neighbours.joins(dx, dy, dz)) {
            addShifted(shape, set, grown, dx, dy, dz);
          }
        }
      }
    }
    return grown;
  }

  private static void addShifted(
      Shape shape, boolean[] set, boolean[] grown, int dx, int dy, int dz) {
    int shift = shape.index(dx, dy, dz);
    for (int z = Math.max(0, -dz); z < shape.z() - Math.max(0, dz); z++) {
      for (int y = Math.max(0, -dy); y < shape.y() - Math.max(0, dy); y++) {
        int from = shape.index(Math.max(0, -dx), y, z);
        int to = shape.index(shape.x() - Math.max(0, dx), y, z);
        for (int n = from; n < to; n++) {
          grown[n + shift] |= set[n];
        }
      }
    }
  }
}
