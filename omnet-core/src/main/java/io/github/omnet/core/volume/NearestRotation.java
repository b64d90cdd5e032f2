package io.github.omnet.core.volume;

/**
 * The orthogonal matrix nearest to the directions of an affine (the polar factor), by Higham's
 * Newton iteration {@code Q <- (Q + Q^-T) / 2}.
 */
final class NearestRotation {
  private static final int MAX_ITERATIONS = 60;

  private NearestRotation() {}

  /** Rows are world axes, columns voxel axes. */
  static double[][] of(Affine affine) {
    double[][] q = new double[3][3];
    Spacing spacing = affine.spacing();
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        q[r][c] = affine.get(r, c) / spacing.axis(c);
      }
    }
    for (int n = 0; n < MAX_ITERATIONS; n++) {
      double[][] t = inverseTransposed(q);
      double change = 0;
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          double next = 0.5 * (q[r][c] + t[r][c]);
          change = Math.max(change, Math.abs(next - q[r][c]));
          q[r][c] = next;
        }
      }
      if (change < 1e-14) {
        break;
      }
    }
    return q;
  }

  private static double[][] inverseTransposed(double[][] a) {
    double[][] cofactors = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        int r1 = (r + 1) % 3;
        int r2 = (r + 2) % 3;
        int c1 = (c + 1) % 3;
        int c2 = (c + 2) % 3;
        cofactors[r][c] = a[r1][c1] * a[r2][c2] - a[r1][c2] * a[r2][c1];
      }
    }
    double det = a[0][0] * cofactors[0][0] + a[0][1] * cofactors[0][1] + a[0][2] * cofactors[0][2];
    for (double[] row : cofactors) {
      for (int c = 0; c < 3; c++) {
        row[c] /= det;
      }
    }
    return cofactors;
  }
}
