package io.github.omnet.core.volume;

/**
 * Extent of a voxel array along its three axes, x fastest.
 *
 * @param x voxels along the first axis, at least 1
 * @param y voxels along the second axis, at least 1
 * @param z voxels along the third axis, at least 1
 */
public record Shape(int x, int y, int z) {
  /**
   * Refuses axes below 1 and arrays of more than {@link Integer#MAX_VALUE} voxels.
   *
   * @param x voxels along the first axis
   * @param y voxels along the second axis
   * @param z voxels along the third axis
   */
  public Shape {
    if (x < 1 || y < 1 || z < 1) {
      throw new IllegalArgumentException(
          "every axis needs at least 1 voxel, found " + x + " x " + y + " x " + z);
    }
    if (Math.multiplyHigh((long) x * y, z) != 0 || (long) x * y * z > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          x + " x " + y + " x " + z + " is more voxels than one Java array holds");
    }
  }

  /**
   * Number of voxels.
   *
   * @return the product of the three axes
   */
  public int voxels() {
    return x * y * z;
  }

  /**
   * Array index of a voxel, unchecked.
   *
   * @param i index along x
   * @param j index along y
   * @param k index along z
   * @return {@code i + x * (j + y * k)}
   */
  public int index(int i, int j, int k) {
    return i + x * (j + y * k);
  }

  /**
   * Returns whether a voxel lies inside.
   *
   * @param i index along x
   * @param j index along y
   * @param k index along z
   * @return true if all three indices are within the axes
   */
  public boolean contains(int i, int j, int k) {
    return i >= 0 && i < x && j >= 0 && j < y && k >= 0 && k < z;
  }

  /**
   * Extent along one axis.
   *
   * @param axis 0 for x, 1 for y, 2 for z
   * @return voxels along that axis
   */
  public int axis(int axis) {
    return switch (axis) {
      case 0 -> x;
      case 1 -> y;
      case 2 -> z;
      default -> throw new IndexOutOfBoundsException("axis " + axis + " of a 3-D shape");
    };
  }

  @Override
  public String toString() {
    return x + "x" + y + "x" + z;
  }
}
