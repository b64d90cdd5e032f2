package io.github.omnet.core.volume;

import java.util.Arrays;
import java.util.Optional;

/**
 * An axis-aligned block of voxels, given by its lowest corner and its extent. It may reach beyond
 * the grid it refers to, where it then stands for padding.
 *
 * @param x lowest index along the first axis, may be negative
 * @param y lowest index along the second axis, may be negative
 * @param z lowest index along the third axis, may be negative
 * @param shape voxels along each axis
 */
public record Box(int x, int y, int z, Shape shape) {
  /**
   * The whole of an array.
   *
   * @param shape extent of the array
   * @return the box from voxel (0, 0, 0) with that extent
   */
  public static Box of(Shape shape) {
    return new Box(0, 0, 0, shape);
  }

  /**
   * A box given by its two extreme voxels, both inside.
   *
   * @param minX lowest index along x
   * @param minY lowest index along y
   * @param minZ lowest index along z
   * @param maxX highest index along x, at least {@code minX}
   * @param maxY highest index along y, at least {@code minY}
   * @param maxZ highest index along z, at least {@code minZ}
   * @return the box
   */
  public static Box minMax(int minX, int minY, int minZ, int maxX, int maxY, int maxZ) {
    return new Box(minX, minY, minZ, new Shape(maxX - minX + 1, maxY - minY + 1, maxZ - minZ + 1));
  }

  /**
   * The box of a given extent in the middle of an array. Where the difference is odd, the voxel
   * that is left over is cut off, or added, on the high side; so padding and then cropping back
   * gives the same voxels.
   *
   * @param within extent of the array
   * @param shape extent of the box; may be larger than the array
   * @return the box, with negative corners along axes where it is larger
   */
  public static Box centred(Shape within, Shape shape) {
    return new Box(
        (within.x() - shape.x()) / 2,
        (within.y() - shape.y()) / 2,
        (within.z() - shape.z()) / 2,
        shape);
  }

  /**
   * The smallest box around the voxels of a mask.
   *
   * @param mask the set
   * @return the box, or empty if the set is
   */
  public static Optional<Box> around(Mask mask) {
    boolean[] data = mask.data();
    boolean[] empty = new boolean[mask.shape().x()];
    return BoxScan.scan(
        mask.shape(),
        row -> Arrays.mismatch(data, row, row + empty.length, empty, 0, empty.length),
        n -> data[n]);
  }

  /**
   * The smallest box around the voxels that have a label.
   *
   * @param labels labels, 0 for none
   * @return the box, or empty if no voxel has a label
   */
  public static Optional<Box> around(LabelMap labels) {
    byte[] data = labels.data();
    byte[] empty = new byte[labels.shape().x()];
    return BoxScan.scan(
        labels.shape(),
        row -> Arrays.mismatch(data, row, row + empty.length, empty, 0, empty.length),
        n -> data[n] != 0);
  }

  /**
   * One past the highest index along x.
   *
   * @return {@code x + shape.x}
   */
  public int endX() {
    return x + shape.x();
  }

  /**
   * One past the highest index along y.
   *
   * @return {@code y + shape.y}
   */
  public int endY() {
    return y + shape.y();
  }

  /**
   * One past the highest index along z.
   *
   * @return {@code z + shape.z}
   */
  public int endZ() {
    return z + shape.z();
  }

  /**
   * Returns whether a voxel lies in the box.
   *
   * @param i index along x
   * @param j index along y
   * @param k index along z
   * @return true if it is inside
   */
  public boolean contains(int i, int j, int k) {
    return i >= x && i < endX() && j >= y && j < endY() && k >= z && k < endZ();
  }

  /**
   * Returns whether the whole box lies in an array.
   *
   * @param array extent of the array
   * @return true if no voxel of the box is beyond an edge
   */
  public boolean isInside(Shape array) {
    return x >= 0
        && y >= 0
        && z >= 0
        && endX() <= array.x()
        && endY() <= array.y()
        && endZ() <= array.z();
  }

  /**
   * The box grown by a margin on all six sides.
   *
   * @param margin voxels; negative shrinks
   * @return the grown box, which may reach beyond the array
   */
  public Box grow(int margin) {
    return new Box(
        x - margin,
        y - margin,
        z - margin,
        new Shape(shape.x() + 2 * margin, shape.y() + 2 * margin, shape.z() + 2 * margin));
  }

  /**
   * The box grown by a margin on all six sides, as far as an array goes.
   *
   * @param margin voxels, at least 0, however many
   * @param array extent of the array, which the box lies in
   * @return the grown box, inside the array
   */
  public Box growWithin(int margin, Shape array) {
    int m = Math.min(margin, Math.max(array.x(), Math.max(array.y(), array.z())));
    return minMax(
        Math.max(x - m, 0),
        Math.max(y - m, 0),
        Math.max(z - m, 0),
        Math.min(endX() + m, array.x()) - 1,
        Math.min(endY() + m, array.y()) - 1,
        Math.min(endZ() + m, array.z()) - 1);
  }

  /**
   * The smallest box around this one and another.
   *
   * @param other the other box
   * @return the joint box
   */
  public Box union(Box other) {
    return minMax(
        Math.min(x, other.x),
        Math.min(y, other.y),
        Math.min(z, other.z),
        Math.max(endX(), other.endX()) - 1,
        Math.max(endY(), other.endY()) - 1,
        Math.max(endZ(), other.endZ()) - 1);
  }

  /**
   * The part of the box that lies in an array.
   *
   * @param array extent of the array
   * @return the common part, or empty if there is none
   */
  public Optional<Box> clip(Shape array) {
    int x0 = Math.max(x, 0);
    int y0 = Math.max(y, 0);
    int z0 = Math.max(z, 0);
    int x1 = Math.min(endX(), array.x());
    int y1 = Math.min(endY(), array.y());
    int z1 = Math.min(endZ(), array.z());
    return x0 < x1 && y0 < y1 && z0 < z1
        ? Optional.of(minMax(x0, y0, z0, x1 - 1, y1 - 1, z1 - 1))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return shape + "@(" + x + "," + y + "," + z + ")";
  }
}
