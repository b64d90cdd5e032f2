package io.github.omnet.core.interpolation;

import java.util.Locale;

/** How an image is read between its voxels. */
public enum Interpolation {
  /** The value of the nearest voxel; keeps exactly the values that occur. */
  NEAREST,

  /** Trilinear between the 8 voxels around; never leaves the range of the values. */
  LINEAR,

  /**
   * Cubic B-spline through the voxels (Unser 1999), prefiltered, with the image mirrored at its
   * outermost voxels: {@code scipy.ndimage}'s order 3 with mode {@code mirror}. Smooth and sharp,
   * but may overshoot the range of the values.
   */
  CUBIC;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
