package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Spacing;
import java.util.Optional;

/**
 * An affine as the qform states it; only rotations (and one mirror) with voxel sizes can be.
 *
 * @param b first part of the unit quaternion
 * @param c second part
 * @param d third part
 * @param qfac -1 if the third axis is mirrored, else 1
 */
record QuaternionForm(double b, double c, double d, double qfac) {
  /** Largest cosine between two axes that still counts as a right angle. */
  private static final double SHEAR = 1e-5;

  /** Empty for an affine with shear. */
  static Optional<QuaternionForm> of(Affine affine) {
    Spacing spacing = affine.spacing();
    double qfac = affine.determinant() < 0 ? -1 : 1;
    double[][] r = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        r[row][column] = affine.get(row, column) / spacing.axis(column);
      }
      r[row][2] *= qfac;
    }
    for (int one = 0; one < 2; one++) {
      for (int other = one + 1; other < 3; other++) {
        double cosine = r[0][one] * r[0][other] + r[1][one] * r[1][other] + r[2][one] * r[2][other];
        if (Math.abs(cosine) > SHEAR) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(ofRotation(r, qfac));
  }

  /** The largest of the four parts is found first: dividing by a small one would lose digits. */
  private static QuaternionForm ofRotation(double[][] r, double qfac) {
    double[] squares = {
      1 + r[0][0] + r[1][1] + r[2][2],
      1 + r[0][0] - r[1][1] - r[2][2],
      1 - r[0][0] + r[1][1] - r[2][2],
      1 - r[0][0] - r[1][1] + r[2][2]
    };
    int largest = 0;
    for (int n = 1; n < 4; n++) {
      if (squares[n] > squares[largest]) {
        largest = n;
      }
    }
    double half = Math.sqrt(squares[largest]) / 2;
    double quarter = 0.25 / half;
    double x = (r[2][1] - r[1][2]) * quarter;
    double y = (r[0][2] - r[2][0]) * quarter;
    double z = (r[1][0] - r[0][1]) * quarter;
    double xy = (r[1][0] + r[0][1]) * quarter;
    double xz = (r[2][0] + r[0][2]) * quarter;
    double yz = (r[2][1] + r[1][2]) * quarter;
    double[] abcd =
        switch (largest) {
          case 0 -> new double[] {half, x, y, z};
          case 1 -> new double[] {x, half, xy, xz};
          case 2 -> new double[] {y, xy, half, yz};
          default -> new double[] {z, xz, yz, half};
        };
    // Only b, c and d are stored; the reader takes a as positive.
    double sign = abcd[0] < 0 ? -1 : 1;
    return new QuaternionForm(sign * abcd[1], sign * abcd[2], sign * abcd[3], qfac);
  }
}
