package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of voxels: from a first voxel to one past the last, along each axis.
 *
 * @param x0 first voxel along x
 * @param y0 first voxel along y
 * @param z0 first voxel along z
 * @param x1 one past the last voxel along x, above {@code x0}
 * @param y1 one past the last voxel along y, above {@code y0}
 * @param z1 one past the last voxel along z, above {@code z0}
 */
public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {
  /**
   * Refuses boxes without voxels.
   *
   * @param x0 first voxel along x
   * @param y0 first voxel along y
   * @param z0 first voxel along z
   * @param x1 one past the last voxel along x
   * @param y1 one past the last voxel along y
   * @param z1 one past the last voxel along z
   */
  public Box {
    if (x1 <= x0 || y1 <= y0 || z1 <= z0) {
      throw new IllegalArgumentException(
          "a box needs at least one voxel along each axis, found x "
              + x0
              + " to "
              + x1
              + ", y "
              + y0
              + " to "
              + y1
              + ", z "
              + z0
              + " to "
              + z1);
    }
  }

  /**
   * The whole of an array.
   *
   * @param shape extent of the array
   * @return the box of all its voxels
   */
  public static Box whole(Shape shape) {
    return new Box(0, 0, 0, shape.x(), shape.y(), shape.z());
  }

  /**
   * The smallest box around the voxels of a mask.
   *
   * @param mask the voxels
   * @return the box, or empty for an empty mask
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
   * The smallest box around this one and another.
   *
   * @param other the other box
   * @return the joint box
   */
  public Box union(Box other) {
    return new Box(
        Math.min(x0, other.x0),
        Math.min(y0, other.y0),
        Math.min(z0, other.z0),
        Math.max(x1, other.x1),
        Math.max(y1, other.y1),
        Math.max(z1, other.z1));
  }

  /**
   * This box grown on all six sides, but not beyond an array.
   *
   * @param x voxels more at either end of x
   * @param y voxels more at either end of y
   * @param z voxels more at either end of z
   * @param limit extent of the array
   * @return the larger box
   */
  public Box grown(int x, int y, int z, Shape limit) {
    return new Box(
        Math.max(0, x0 - x),
        Math.max(0, y0 - y),
        Math.max(0, z0 - z),
        Math.min(limit.x(), x1 + x),
        Math.min(limit.y(), y1 + y),
        Math.min(limit.z(), z1 + z));
  }

  /**
   * Extent of the box.
   *
   * @return voxels along each axis
   */
  public Shape shape() {
    return new Shape(x1 - x0, y1 - y0, z1 - z0);
  }

  /**
   * The part of a mask inside this box, on its own grid: the world position of every voxel stays.
   *
   * @param mask a mask that the box lies within
   * @return a copy of that part
   */
  public Mask crop(Mask mask) {
    Shape to = shape();
    boolean[] part = new boolean[to.voxels()];
    for (int z = z0; z < z1; z++) {
      for (int y = y0; y < y1; y++) {
        System.arraycopy(
            mask.data(), mask.shape().index(x0, y, z), part, to.index(0, y - y0, z - z0), to.x());
      }
    }
    return Mask.wrap(gridIn(mask.grid()), part);
  }

  /**
   * The part of a label map inside this box, on its own grid.
   *
   * @param labels a label map that the box lies within
   * @return a copy of that part
   */
  public LabelMap crop(LabelMap labels) {
    Shape to = shape();
    byte[] part = new byte[to.voxels()];
    for (int z = z0; z < z1; z++) {
      for (int y = y0; y < y1; y++) {
        System.arraycopy(
            labels.data(),
            labels.shape().index(x0, y, z),
            part,
            to.index(0, y - y0, z - z0),
            to.x());
      }
    }
    return LabelMap.wrap(gridIn(labels.grid()), part);
  }

  /**
   * A mask of this box's shape, put back where the box lies; voxels outside are not in the set.
   *
   * @param part a mask of this box's shape
   * @param grid where the whole lies
   * @return a mask on the whole grid
   */
  public Mask paste(Mask part, Grid grid) {
    Shape from = part.shape();
    boolean[] whole = new boolean[grid.shape().voxels()];
    for (int z = z0; z < z1; z++) {
      for (int y = y0; y < y1; y++) {
        System.arraycopy(
            part.data(),
            from.index(0, y - y0, z - z0),
            whole,
            grid.shape().index(x0, y, z),
            from.x());
      }
    }
    return Mask.wrap(grid, whole);
  }

  private Grid gridIn(Grid whole) {
    Affine shift = Affine.ofRowMajor(1, 0, 0, x0, 0, 1, 0, y0, 0, 0, 1, z0);
    return new Grid(shape(), whole.affine().multiply(shift));
  }
}
