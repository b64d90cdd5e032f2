package io.github.omnet.core.interpolation;

import io.github.omnet.core.volume.Shape;

/** How labels are read between their voxels. Only labels that occur are ever returned. */
public enum LabelInterpolation {
  /** The label of the nearest voxel. */
  NEAREST {
    @Override
    public LabelInterpolator of(byte[] labels, int offset, Shape shape) {
      return (x, y, z) ->
          labels[
              offset
                  + shape.index(
                      Coordinates.nearest(x, shape.x()),
                      Coordinates.nearest(y, shape.y()),
                      Coordinates.nearest(z, shape.z()))];
    }
  },

  /**
   * The label with the largest share: each label's indicator (its one-hot channel) is interpolated
   * linearly and the largest wins, on a tie the lower label. Smoother borders than nearest.
   */
  ONE_HOT {
    @Override
    public LabelInterpolator of(byte[] labels, int offset, Shape shape) {
      return new LabelVote(labels, offset, shape);
    }
  };

  /** The labels of one map at places between its voxels, in voxel indices. */
  @FunctionalInterface
  public interface LabelInterpolator {
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
    default LabelRows rows(double... x) {
      return (y, z, into, first) -> {
        for (int n = 0; n < x.length; n++) {
          into[first + n] = at(x[n], y, z);
        }
      };
    }
  }

  /** Reads a row of places. */
  @FunctionalInterface
  public interface LabelRows {
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

  /**
   * Reads labels this way.
   *
   * @param labels holds the labels; not to be changed while the interpolator is in use
   * @param offset index of the first voxel
   * @param shape extent, x fastest
   * @return the interpolator
   */
  public abstract LabelInterpolator of(byte[] labels, int offset, Shape shape);

  @Override
  public String toString() {
    return this == NEAREST ? "nearest" : "onehot";
  }
}
