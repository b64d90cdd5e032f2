package io.github.omnet.core.volume;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Immutable map from voxel indices to world coordinates in millimetres (RAS+): the upper three rows
 * of a homogeneous 4x4 matrix, {@code world = M * (i, j, k, 1)}.
 *
 * <p>Always invertible: a matrix that flattens space is refused at construction.
 */
public final class Affine {
  /** In mm; the square of a shorter column would come near the smallest number there is. */
  private static final double SHORTEST = 1e-150;

  private static final Affine IDENTITY = ofRowMajor(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

  /** Rows of four, three of them. */
  private final double[] m;

  private Affine(double[] m) {
    for (int n = 0; n < m.length; n++) {
      m[n] += 0.0; // -0 becomes 0, so that equal maps are equal objects
    }
    this.m = m;
  }

  /**
   * The identity: voxel indices are millimetres.
   *
   * @return the identity
   */
  public static Affine identity() {
    return IDENTITY;
  }

  /**
   * Makes an affine from its first three rows.
   *
   * @param values 12 numbers, row by row; or 16 with a last row of {@code 0 0 0 1}
   * @return the affine
   * @throws IllegalArgumentException if a number is not finite, the last row is another, or the
   *     matrix is singular
   */
  public static Affine ofRowMajor(double... values) {
    if (values.length != 12 && values.length != 16) {
      throw new IllegalArgumentException("an affine has 12 or 16 numbers, found " + values.length);
    }
    for (double v : values) {
      if (!Double.isFinite(v)) {
        throw new IllegalArgumentException("affine is not finite: " + Arrays.toString(values));
      }
    }
    if (values.length == 16
        && (values[12] != 0 || values[13] != 0 || values[14] != 0 || values[15] != 1)) {
      throw new IllegalArgumentException(
          "last row of an affine must be 0 0 0 1: " + Arrays.toString(values));
    }
    Affine affine = new Affine(Arrays.copyOf(values, 12));
    for (int axis = 0; axis < 3; axis++) {
      if (!(affine.columnLength(axis) > SHORTEST)) {
        throw new IllegalArgumentException(
            "affine is singular, axis " + axis + " has no length: " + affine);
      }
    }
    // Relative to the product of the column lengths, so that micrometre grids pass as well.
    double scale = affine.columnLength(0) * affine.columnLength(1) * affine.columnLength(2);
    if (!(Math.abs(affine.determinant()) > 1e-9 * scale)) {
      throw new IllegalArgumentException(
          "affine is singular, no voxel could be placed in space: " + affine);
    }
    return affine;
  }

  /**
   * Makes an affine that scales each axis and then shifts.
   *
   * @param spacing millimetres between voxels along each axis
   * @param originX world x of voxel (0, 0, 0)
   * @param originY world y of voxel (0, 0, 0)
   * @param originZ world z of voxel (0, 0, 0)
   * @return the affine
   */
  public static Affine scaling(Spacing spacing, double originX, double originY, double originZ) {
    return ofRowMajor(
        spacing.x(), 0, 0, originX, 0, spacing.y(), 0, originY, 0, 0, spacing.z(), originZ);
  }

  /**
   * One number of the 4x4 matrix.
   *
   * @param row 0 to 3
   * @param column 0 to 3
   * @return the number
   */
  public double get(int row, int column) {
    if (row == 3) {
      return column == 3 ? 1 : 0;
    }
    return m[4 * row + column];
  }

  /**
   * The world coordinates of a voxel index, which need not be whole.
   *
   * @param i index along x
   * @param j index along y
   * @param k index along z
   * @return world x, y and z in millimetres
   */
  public double[] apply(double i, double j, double k) {
    double[] world = new double[3];
    for (int r = 0; r < 3; r++) {
      world[r] = m[4 * r] * i + m[4 * r + 1] * j + m[4 * r + 2] * k + m[4 * r + 3];
    }
    return world;
  }

  /**
   * The matrix product: first {@code inner}, then this.
   *
   * @param inner the map applied first
   * @return {@code this * inner}
   */
  public Affine multiply(Affine inner) {
    double[] product = new double[12];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        double sum = c == 3 ? m[4 * r + 3] : 0;
        for (int k = 0; k < 3; k++) {
          sum += m[4 * r + k] * inner.m[4 * k + c];
        }
        product[4 * r + c] = sum;
      }
    }
    return ofRowMajor(product);
  }

  /**
   * The map from world to voxel.
   *
   * @return the inverse
   */
  public Affine inverse() {
    double[] r = new double[12];
    double det = determinant();
    r[0] = (m[5] * m[10] - m[6] * m[9]) / det;
    r[1] = (m[2] * m[9] - m[1] * m[10]) / det;
    r[2] = (m[1] * m[6] - m[2] * m[5]) / det;
    r[4] = (m[6] * m[8] - m[4] * m[10]) / det;
    r[5] = (m[0] * m[10] - m[2] * m[8]) / det;
    r[6] = (m[2] * m[4] - m[0] * m[6]) / det;
    r[8] = (m[4] * m[9] - m[5] * m[8]) / det;
    r[9] = (m[1] * m[8] - m[0] * m[9]) / det;
    r[10] = (m[0] * m[5] - m[1] * m[4]) / det;
    for (int row = 0; row < 3; row++) {
      r[4 * row + 3] = -(r[4 * row] * m[3] + r[4 * row + 1] * m[7] + r[4 * row + 2] * m[11]);
    }
    return new Affine(r);
  }

  /**
   * Distances between neighbouring voxels: the lengths of the first three columns.
   *
   * @return the spacing in millimetres
   */
  public Spacing spacing() {
    return new Spacing(columnLength(0), columnLength(1), columnLength(2));
  }

  /**
   * Determinant of the 3x3 part: negative for a left-handed axis order.
   *
   * @return the determinant, never 0
   */
  public double determinant() {
    return m[0] * (m[5] * m[10] - m[6] * m[9])
        - m[1] * (m[4] * m[10] - m[6] * m[8])
        + m[2] * (m[4] * m[9] - m[5] * m[8]);
  }

  /**
   * Returns whether every number is within a tolerance of the other's.
   *
   * @param other the affine to compare with
   * @param tolerance the largest absolute difference allowed
   * @return true if they agree
   */
  public boolean closeTo(Affine other, double tolerance) {
    for (int n = 0; n < 12; n++) {
      if (!(Math.abs(m[n] - other.m[n]) <= tolerance)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The 16 numbers of the 4x4 matrix, row by row, as a new array.
   *
   * @return a copy
   */
  public double[] toRowMajor() {
    double[] all = Arrays.copyOf(m, 16);
    all[15] = 1;
    return all;
  }

  private double columnLength(int c) {
    return Math.sqrt(m[c] * m[c] + m[4 + c] * m[4 + c] + m[8 + c] * m[8 + c]);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Affine other && Arrays.equals(m, other.m);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(m);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int r = 0; r < 3; r++) {
      text.append(r == 0 ? "" : "; ");
      for (int c = 0; c < 4; c++) {
        text.append(c == 0 ? "" : " ").append(shortNumber(m[4 * r + c]));
      }
    }
    return text.append(']').toString();
  }

  private static String shortNumber(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : Double.toString(v);
  }
}
