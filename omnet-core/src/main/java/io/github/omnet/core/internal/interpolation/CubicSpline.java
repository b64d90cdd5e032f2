package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.volume.Shape;

/** Cubic B-spline through the voxels of an image that is mirrored at its outermost voxels. */
final class CubicSpline implements Interpolator {
  private final float[] coefficients;
  private final Shape shape;

  CubicSpline(float[] data, int offset, Shape shape) {
    this.shape = shape;
    this.coefficients = SplinePrefilter.coefficients(data, offset, shape);
  }

  @Override
  public float at(double x, double y, double z) {
    double cx = Coordinates.clamp(x, shape.x());
    double cy = Coordinates.clamp(y, shape.y());
    double cz = Coordinates.clamp(z, shape.z());
    int i = (int) cx;
    int j = (int) cy;
    int k = (int) cz;
    double fx = cx - i;
    double fy = cy - j;
    double fz = cz - k;
    int i0 = Coordinates.mirror(i - 1, shape.x());
    int i2 = Coordinates.mirror(i + 1, shape.x());
    int i3 = Coordinates.mirror(i + 2, shape.x());
    double a0 = weight(0, fx);
    double a1 = weight(1, fx);
    double a2 = weight(2, fx);
    double a3 = weight(3, fx);
    double sum = 0;
    for (int c = 0; c < 4; c++) {
      int slice = shape.y() * Coordinates.mirror(k + c - 1, shape.z());
      double wz = weight(c, fz);
      for (int b = 0; b < 4; b++) {
        int row = shape.x() * (slice + Coordinates.mirror(j + b - 1, shape.y()));
        double along =
            a0 * coefficients[row + i0]
                + a1 * coefficients[row + i]
                + a2 * coefficients[row + i2]
                + a3 * coefficients[row + i3];
        sum += wz * weight(b, fy) * along;
      }
    }
    return (float) sum;
  }

  /** The cubic B-spline centred on the tap-th of four neighbours, {@code t} past the second. */
  private static double weight(int tap, double t) {
    double s = 1 - t;
    return switch (tap) {
      case 0 -> s * s * s / 6;
      case 1 -> (4 - 3 * t * t * (2 - t)) / 6;
      case 2 -> (4 - 3 * s * s * (2 - s)) / 6;
      default -> t * t * t / 6;
    };
  }
}
