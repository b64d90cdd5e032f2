package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.volume.Shape;

/** The labels of one map at places between its voxels, in voxel indices. */
@FunctionalInterface
public interface LabelInterpolator {
  /**
   * Reads labels by a rule.
   *
   * @param rule how
   * @param labels holds the labels; not to be changed while the interpolator is in use
   * @param offset index of the first voxel
   * @param shape extent, x fastest
   * @return the interpolator
   */
  static LabelInterpolator of(LabelInterpolation rule, byte[] labels, int offset, Shape shape) {
    return switch (rule) {
      case NEAREST -> (x, y, z) -> labels[offset + Coordinates.nearest(shape, x, y, z)];
      case ONE_HOT -> new LabelVote(labels, offset, shape);
    };
  }

  /**
   * The label at a place; outside the outermost voxel centres, that of the nearest edge.
   *
   * @param x index along x
   * @param y index along y
   * @param z index along z
   * @return a label, as an unsigned byte
   */
  byte at(double x, double y, double z);

  /**
   * Reads rows of places that share their x, as the voxels of a parallel grid do. The labels are
   * those of {@link #at}.
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
     * Writes the labels of one row.
     *
     * @param y index along y of all places in the row
     * @param z index along z of all places in the row
     * @param into takes the labels
     * @param first index in {@code into} of the first label
     */
    void read(double y, double z, byte[] into, int first);
  }
}
