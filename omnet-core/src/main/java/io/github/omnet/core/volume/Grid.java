package io.github.omnet.core.volume;

/**
 * Where the voxels of an array lie in space: how many there are along each axis and the affine from
 * voxel index to world millimetres (RAS+).
 *
 * @param shape voxels along each axis
 * @param affine from voxel index to world coordinates
 */
public record Grid(Shape shape, Affine affine) {
  /** Difference of affine entries, in mm, below which two grids count as the same by default. */
  public static final double DEFAULT_TOLERANCE = 1e-3;

  /**
   * A grid of 1 mm voxels at the world's origin, oriented RAS.
   *
   * @param shape voxels along each axis
   * @return the grid
   */
  public static Grid isotropic(Shape shape) {
    return new Grid(shape, Affine.identity());
  }

  /**
   * Distances between neighbouring voxels.
   *
   * @return the spacing in millimetres
   */
  public Spacing spacing() {
    return affine.spacing();
  }

  /**
   * The closest of the 48 axis orders.
   *
   * @return the orientation
   */
  public Orientation orientation() {
    return Orientation.closestTo(affine);
  }

  /**
   * World coordinates of a voxel index, which need not be whole.
   *
   * @param i index along x; 0 is the centre of the first voxel
   * @param j index along y
   * @param k index along z
   * @return world x, y, z in millimetres (RAS+)
   */
  public double[] toWorld(double i, double j, double k) {
    return affine.apply(i, j, k);
  }

  /**
   * The voxel index at a place in the world. For many places invert the {@link #affine()} once
   * instead.
   *
   * @param x millimetres to the right
   * @param y millimetres to anterior
   * @param z millimetres to superior
   * @return index along x, y and z, seldom whole; outside the grid where the place is
   */
  public double[] toVoxel(double x, double y, double z) {
    return affine.inverse().apply(x, y, z);
  }

  /**
   * The map from this grid's voxel indices to those of another grid, through the world.
   *
   * @param other the grid whose indices are wanted
   * @return {@code other.affine^-1 * this.affine}
   */
  public Affine indexMapTo(Grid other) {
    return other.affine.inverse().multiply(affine);
  }

  /**
   * The grid of a block of this grid's voxels; voxels keep their place in the world.
   *
   * @param box the block, which may reach beyond the grid
   * @return a grid of the box's shape whose voxel (0, 0, 0) is the box's corner
   */
  public Grid crop(Box box) {
    return new Grid(
        box.shape(),
        affine.multiply(Affine.ofRowMajor(1, 0, 0, box.x(), 0, 1, 0, box.y(), 0, 0, 1, box.z())));
  }

  /**
   * Returns whether the other grid has the same shape, and an affine that differs by at most {@link
   * #DEFAULT_TOLERANCE} in every entry.
   *
   * @param other the grid to compare with
   * @return true if voxels of the two may be combined one by one
   */
  public boolean matches(Grid other) {
    return matches(other, DEFAULT_TOLERANCE);
  }

  /**
   * Returns whether the other grid has the same shape, and an affine within a tolerance.
   *
   * @param other the grid to compare with
   * @param tolerance the largest absolute difference of affine entries
   * @return true if voxels of the two may be combined one by one
   */
  public boolean matches(Grid other, double tolerance) {
    return shape.equals(other.shape) && affine.closeTo(other.affine, tolerance);
  }

  /**
   * Refuses to go on if the other grid is a different one.
   *
   * @param other the grid to compare with
   * @param what names of the two things that are about to be combined
   * @throws GridMismatchException naming both grids
   */
  public void requireMatches(Grid other, String what) {
    if (!matches(other)) {
      throw new GridMismatchException(what, this, other);
    }
  }

  /** Refuses arrays that have not one value per voxel. */
  void requireVoxels(int found) {
    if (found != shape.voxels()) {
      throw new IllegalArgumentException(
          "a grid of " + shape + " needs " + shape.voxels() + " voxels, found " + found);
    }
  }

  @Override
  public String toString() {
    return shape + " " + orientation() + " affine " + affine;
  }
}
