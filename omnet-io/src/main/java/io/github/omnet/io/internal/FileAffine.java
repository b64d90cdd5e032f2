package io.github.omnet.io.internal;

import io.github.omnet.core.volume.Affine;

/** An affine from a file: its numbers may be anything. */
public final class FileAffine {
  /** A kilometre per voxel, or a million kilometres off, is no patient. */
  private static final double LARGEST = 1e12;

  /** Far below a nanometre, squares come near the smallest numbers there are. */
  private static final double SMALLEST = 1e-12;

  private FileAffine() {}

  /**
   * Makes an affine of numbers from a file.
   *
   * @param rows 12 numbers, row by row, in mm
   * @return the affine
   * @throws IllegalArgumentException if it is singular, not finite, or far from anything real
   */
  public static Affine of(double[] rows) {
    for (int column = 0; column < 3; column++) {
      double largest = 0;
      for (int row = 0; row < 3; row++) {
        largest = Math.max(largest, Math.abs(rows[4 * row + column]));
      }
      if (!(largest >= SMALLEST)) {
        throw new IllegalArgumentException("axis " + column + " has no length: " + largest + " mm");
      }
    }
    for (double number : rows) {
      if (!(Math.abs(number) <= LARGEST)) {
        throw new IllegalArgumentException(number + " is no coordinate in mm");
      }
    }
    return Affine.ofRowMajor(rows);
  }
}
