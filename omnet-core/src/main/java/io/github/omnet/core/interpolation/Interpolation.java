package io.github.omnet.core.interpolation;

import io.github.omnet.core.volume.Shape;
import java.util.Locale;

/** How an image is read between its voxels. */
public enum Interpolation {
  /** The value of the nearest voxel; keeps exactly the values that occur. */
  NEAREST {
    @Override
    public Interpolator of(float[] data, int offset, Shape shape) {
      return (x, y, z) ->
          data[
              offset
                  + shape.index(
                      Coordinates.nearest(x, shape.x()),
                      Coordinates.nearest(y, shape.y()),
                      Coordinates.nearest(z, shape.z()))];
    }
  },

  /** Trilinear between the 8 voxels around; never leaves the range of the values. */
  LINEAR {
    @Override
    public Interpolator of(float[] data, int offset, Shape shape) {
      return new Trilinear(data, offset, shape);
    }
  },

  /**
   * Cubic B-spline through the voxels (Unser 1999), prefiltered, with the image mirrored at its
   * outermost voxels: {@code scipy.ndimage}'s order 3 with mode {@code mirror}. Smooth and sharp,
   * but may overshoot the range of the values.
   */
  CUBIC {
    @Override
    public Interpolator of(float[] data, int offset, Shape shape) {
      return new CubicSpline(data, offset, shape);
    }
  };

  /**
   * Reads an image this way.
   *
   * @param data holds the image; not to be changed while the interpolator is in use
   * @param offset index of its first voxel
   * @param shape its extent, x fastest
   * @return the interpolator
   */
  public abstract Interpolator of(float[] data, int offset, Shape shape);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
