package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.volume.Shape;

/**
 * The values of one image at places between its voxels, in voxel indices: (0, 0, 0) is the centre
 * of the first voxel. Safe to share between threads.
 */
public interface Interpolator {
  /**
   * Reads an image by a rule.
   *
   * @param rule how
   * @param data holds the image; not to be changed while the interpolator is in use
   * @param offset index of its first voxel
   * @param shape its extent, x fastest
   * @return the interpolator
   */
  static Interpolator of(Interpolation rule, float[] data, int offset, Shape shape) {
    return switch (rule) {
      case NEAREST -> (x, y, z) -> data[offset + Coordinates.nearest(shape, x, y, z)];
      case LINEAR -> new Trilinear(data, offset, shape);
      case CUBIC -> new CubicSpline(data, offset, shape);
    };
  }

  /**
   * The value at a place. Places outside the outermost voxel centres read the nearest place on the
   * edge; whether that is wanted, {@link #covers} tells.
   *
   * @param x index along x, any number
   * @param y index along y, any number
   * @param z index along z, any number
   * @return the value
   */
  float at(double x, double y, double z);

  /**
   * Reads rows of places that share their x, as the voxels of a parallel grid do. The values are
   * those of {@link #at}, to the last bit.
   *
   * @param x index along x of each place in a row; not to be changed afterwards
   * @return reads one row after the other
   */
  default Rows rows(double... x) {
    return (y, z, into, first) -> {
      for (int n = 0; n < x.length; n++) {
        into[first + n] = at(x[n], y, z);
      }
    };
  }

  /** Reads a row of places. */
  @FunctionalInterface
  interface Rows {
    /**
     * Writes the values of one row.
     *
     * @param y index along y of all places in the row
     * @param z index along z of all places in the row
     * @param into takes the values
     * @param first index in {@code into} of the first value
     */
    void read(double y, double z, float[] into, int first);
  }

  /**
   * Returns whether a place lies in an array, which reaches half a voxel beyond the centres of its
   * outermost voxels (and a hair more, for rounding).
   *
   * @param shape extent of the array
   * @param x index along x
   * @param y index along y
   * @param z index along z
   * @return true if it lies in some voxel
   */
  static boolean covers(Shape shape, double x, double y, double z) {
    double edge = -0.5 - 1e-6;
    return x >= edge
        && y >= edge
        && z >= edge
        && x <= shape.x() - 1 - edge
        && y <= shape.y() - 1 - edge
        && z <= shape.z() - 1 - edge;
  }
}
