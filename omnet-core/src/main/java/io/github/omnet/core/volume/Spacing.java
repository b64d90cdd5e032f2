package io.github.omnet.core.volume;

/**
 * Distance between neighbouring voxel centres along each axis, in millimetres.
 *
 * @param x along the first axis, finite and above 0
 * @param y along the second axis, finite and above 0
 * @param z along the third axis, finite and above 0
 */
public record Spacing(double x, double y, double z) {
  /** One millimetre along every axis. */
  public static final Spacing ISOTROPIC_1MM = new Spacing(1, 1, 1);

  /**
   * Refuses distances that are not finite and positive.
   *
   * @param x mm along the first axis
   * @param y mm along the second axis
   * @param z mm along the third axis
   */
  public Spacing {
    if (!(x > 0 && y > 0 && z > 0) || Double.isInfinite(x + y + z)) {
      throw new IllegalArgumentException(
          "spacing needs three finite positive distances in mm, found " + x + ", " + y + ", " + z);
    }
  }

  /**
   * Distance along one axis.
   *
   * @param axis 0 for x, 1 for y, 2 for z
   * @return millimetres between neighbours along that axis
   */
  public double axis(int axis) {
    return switch (axis) {
      case 0 -> x;
      case 1 -> y;
      case 2 -> z;
      default -> throw new IndexOutOfBoundsException("axis " + axis + " of a 3-D spacing");
    };
  }

  /**
   * Volume of one voxel of an axis-aligned grid with this spacing.
   *
   * @return cubic millimetres
   */
  public double voxelVolume() {
    return x * y * z;
  }
}
