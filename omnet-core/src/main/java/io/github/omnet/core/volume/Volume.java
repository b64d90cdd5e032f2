package io.github.omnet.core.volume;

/**
 * One image: a float per voxel, on its grid, x fastest. The geometry is immutable; the voxels are
 * shared as said by each method and, once handed to a volume, are not to be changed by anyone.
 */
public final class Volume {
  private final Grid grid;
  private final float[] data;

  private Volume(Grid grid, float[] data) {
    grid.requireVoxels(data.length);
    this.grid = grid;
    this.data = data;
  }

  /**
   * Wraps an array without copying; the caller gives it up.
   *
   * @param grid where the voxels lie
   * @param data one value per voxel, x fastest
   * @return the volume
   * @throws IllegalArgumentException if the array has not as many values as the grid has voxels
   */
  public static Volume wrap(Grid grid, float[] data) {
    return new Volume(grid, data);
  }

  /**
   * Returns the grid of the voxels.
   *
   * @return the grid
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Number of voxels along each axis.
   *
   * @return the shape of the grid
   */
  public Shape shape() {
    return grid.shape();
  }

  /**
   * The voxels, x fastest; shared, not to be changed.
   *
   * @return the array itself
   */
  public float[] data() {
    return data;
  }

  /**
   * The voxels as an array of the caller's own.
   *
   * @return a copy
   */
  public float[] copyOfData() {
    return data.clone();
  }

  /**
   * One voxel.
   *
   * @param x index along the first axis
   * @param y index along the second axis
   * @param z index along the third axis
   * @return its value
   * @throws IndexOutOfBoundsException outside the grid
   */
  public float get(int x, int y, int z) {
    if (!shape().contains(x, y, z)) {
      throw new IndexOutOfBoundsException(
          "voxel (" + x + ", " + y + ", " + z + ") is outside " + shape());
    }
    return data[shape().index(x, y, z)];
  }

  /**
   * The voxels that are not 0: what BraTS volumes, whose skull is stripped, call the brain.
   *
   * @return a mask on the same grid
   */
  public Mask nonZero() {
    boolean[] mask = new boolean[data.length];
    for (int n = 0; n < data.length; n++) {
      mask[n] = data[n] != 0;
    }
    return Mask.wrap(grid, mask);
  }

  @Override
  public String toString() {
    return "Volume[" + grid + "]";
  }
}
