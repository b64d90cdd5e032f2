package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * The voxels of a mask that one 6-connected erosion removes: those with at least one of their six
 * face neighbours outside the mask. Beyond the edge of the image counts as outside.
 *
 * <p>This is the surface that MedPy and MONAI measure distances between.
 */
final class Border {
  private Border() {}

  /**
   * Finds the border.
   *
   * @param mask the voxels
   * @return a mask on the same grid
   */
  public static Mask of(Mask mask) {
    Shape shape = mask.shape();
    boolean[] in = mask.data();
    boolean[] border = new boolean[in.length];
    int slice = shape.x() * shape.y();
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        boolean edge = y == 0 || y == shape.y() - 1 || z == 0 || z == shape.z() - 1;
        int row = shape.index(0, y, z);
        for (int n = row; n < row + shape.x(); n++) {
          if (in[n]) {
            border[n] =
                edge
                    || n == row
                    || n == row + shape.x() - 1
                    || !(in[n - 1]
                        && in[n + 1]
                        && in[n - shape.x()]
                        && in[n + shape.x()]
                        && in[n - slice]
                        && in[n + slice]);
          }
        }
      }
    }
    return Mask.wrap(mask.grid(), border);
  }
}
