package io.github.omnet.io.internal;

import io.github.omnet.core.volume.Affine;
import java.util.Optional;

/** An affine from a file: its numbers may be anything. */
public final class FileAffine {
  /** A kilometre per voxel, or a million kilometres off, is no patient. */
  private static final double LARGEST = 1e12;

  /** Far below a nanometre, squares come near the smallest numbers there are. */
  private static final double SMALLEST = 1e-12;

  /**
   * By how many degrees two axes of a voxel may miss a right angle without a warning. Rounding in
   * single precision stays below a hundredth; a tilted gantry makes some tens.
   */
  public static final double MAX_SHEAR_DEGREES = 1;

  private FileAffine() {}

  /**
   * Warns of voxels that are no boxes. Distances, volumes and windows treat them as boxes.
   *
   * @param affine any
   * @return a sentence if two axes miss a right angle by more than {@link #MAX_SHEAR_DEGREES}
   */
  public static Optional<String> shearWarning(Affine affine) {
    double most = 0;
    for (int one = 0; one < 2; one++) {
      for (int other = one + 1; other < 3; other++) {
        double dot = 0;
        for (int row = 0; row < 3; row++) {
          dot += affine.get(row, one) * affine.get(row, other);
        }
        double sizes = affine.spacing().axis(one) * affine.spacing().axis(other);
        most = Math.max(most, Math.toDegrees(Math.asin(Math.min(1, Math.abs(dot) / sizes))));
      }
    }
    return most > MAX_SHEAR_DEGREES
        ? Optional.of(
            "the axes of a voxel miss a right angle by "
                + Math.round(most * 10) / 10.0
                + " degrees; such a sheared image is treated as if they did not, so resample it"
                + " to a grid with right angles")
        : Optional.empty();
  }

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
