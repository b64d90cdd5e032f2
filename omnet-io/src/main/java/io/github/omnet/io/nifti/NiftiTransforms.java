package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Affine;

/** The three ways in which a header states an affine, as rows of 12 numbers, not yet checked. */
final class NiftiTransforms {
  /** nibabel's: by how much single precision may push a unit quaternion over 1. */
  private static final double QUATERNION_SLACK = 3 * Math.ulp(1f);

  private NiftiTransforms() {}

  static double[] sform(RawHeader raw) {
    double[] rows = new double[12];
    for (int n = 0; n < 12; n++) {
      rows[n] = raw.real(raw.layout.srow, n);
    }
    return rows;
  }

  /**
   * Method 2 of nifti1.h: a unit quaternion, voxel sizes and an offset; {@code pixdim[0]} below 0
   * mirrors the third axis.
   */
  static double[] qform(RawHeader raw) {
    double b = raw.real(raw.layout.quatern, 0);
    double c = raw.real(raw.layout.quatern, 1);
    double d = raw.real(raw.layout.quatern, 2);
    double rest = 1 - (b * b + c * c + d * d);
    if (!(rest >= -QUATERNION_SLACK)) {
      throw new IllegalArgumentException(
          "quaternion " + b + ", " + c + ", " + d + " is longer than 1");
    }
    double a = Math.sqrt(Math.max(0, rest));
    // Of length 1 but for rounding; dividing by the length keeps the matrix a rotation.
    double s = 2 / (a * a + b * b + c * c + d * d);
    double[] rotation = {
      1 - s * (c * c + d * d),
      s * (b * c - a * d),
      s * (b * d + a * c),
      s * (b * c + a * d),
      1 - s * (b * b + d * d),
      s * (c * d - a * b),
      s * (b * d - a * c),
      s * (c * d + a * b),
      1 - s * (b * b + c * c)
    };
    double[] rows = new double[12];
    for (int column = 0; column < 3; column++) {
      double size = raw.real(raw.layout.pixdim, column + 1);
      if (!(size > 0)) {
        throw new IllegalArgumentException("pixdim[" + (column + 1) + "] is " + size);
      }
      if (column == 2 && raw.real(raw.layout.pixdim, 0) < 0) {
        size = -size;
      }
      for (int row = 0; row < 3; row++) {
        rows[4 * row + column] = rotation[3 * row + column] * size;
      }
    }
    for (int row = 0; row < 3; row++) {
      rows[4 * row + 3] = raw.real(raw.layout.qoffset, row);
    }
    return rows;
  }

  /**
   * For files that state no orientation: voxel sizes, x to the left, and a given voxel at the
   * origin. This is what nibabel and SPM assume.
   *
   * @param centre voxel index of the world's origin
   */
  static double[] fallback(double[] sizes, double[] centre) {
    double[] rows = new double[12];
    for (int n = 0; n < 3; n++) {
      double size = n == 0 ? -sizes[n] : sizes[n];
      rows[4 * n + n] = size;
      rows[4 * n + 3] = -centre[n] * size;
    }
    return rows;
  }

  /** Largest distance in mm between where two affines put the corners of a grid. */
  static double disagreement(Affine one, Affine other, double[] lastVoxel) {
    double largest = 0;
    for (int corner = 0; corner < 8; corner++) {
      double i = (corner & 1) * lastVoxel[0];
      double j = ((corner >> 1) & 1) * lastVoxel[1];
      double k = (corner >> 2) * lastVoxel[2];
      double[] p = one.apply(i, j, k);
      double[] q = other.apply(i, j, k);
      largest = Math.max(largest, Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]));
    }
    return largest;
  }
}
