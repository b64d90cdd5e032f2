package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.volume.Shape;

/** Coordinates in voxel indices, along one axis of {@code length} voxels or in a whole image. */
final class Coordinates {
  /** Places this close to a voxel centre are taken to be it, so that rounding blends nothing. */
  private static final double SNAP = 1e-6;

  private Coordinates() {}

  /** Moves a place to the nearest one between the outermost voxel centres. */
  static double clamp(double v, int length) {
    double rounded = Math.rint(v);
    double snapped = Math.abs(v - rounded) < SNAP ? rounded : v;
    return Math.min(Math.max(snapped, 0), length - 1);
  }

  /** Index of the nearest voxel; halves go up, save for the rounding hair. */
  static int nearest(double v, int length) {
    return (int) Math.floor(clamp(v, length) + 0.5);
  }

  /** Index in x fastest order of the voxel nearest to a place. */
  static int nearest(Shape shape, double x, double y, double z) {
    return shape.index(nearest(x, shape.x()), nearest(y, shape.y()), nearest(z, shape.z()));
  }

  /** Index of a voxel of the image mirrored at its outermost voxels: -1 is 1. */
  static int mirror(int n, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int m = Math.floorMod(n, period);
    return m < length ? m : period - m;
  }
}
