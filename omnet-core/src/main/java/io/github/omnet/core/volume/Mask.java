package io.github.omnet.core.volume;

/** A set of voxels on a grid, x fastest. The set is not to be changed once it is wrapped. */
public final class Mask {
  private final Grid grid;
  private final boolean[] data;

  private Mask(Grid grid, boolean[] data) {
    grid.requireVoxels(data.length);
    this.grid = grid;
    this.data = data;
  }

  /**
   * Wraps an array without copying; the caller gives it up.
   *
   * @param grid where the voxels lie
   * @param data true for the voxels in the set, x fastest
   * @return the mask
   * @throws IllegalArgumentException if the array has not as many values as the grid has voxels
   */
  public static Mask wrap(Grid grid, boolean[] data) {
    return new Mask(grid, data);
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
   * The set, x fastest; shared, not to be changed.
   *
   * @return the array itself
   */
  public boolean[] data() {
    return data;
  }

  /**
   * Number of voxels in the set.
   *
   * @return the count
   */
  public int count() {
    int count = 0;
    for (boolean in : data) {
      count += in ? 1 : 0;
    }
    return count;
  }

  /**
   * Returns whether no voxel is in the set.
   *
   * @return true if empty
   */
  public boolean isEmpty() {
    for (boolean in : data) {
      if (in) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Mask[" + count() + " of " + grid + "]";
  }
}
