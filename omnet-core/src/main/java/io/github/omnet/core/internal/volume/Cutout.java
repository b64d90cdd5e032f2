package io.github.omnet.core.internal.volume;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;

/**
 * Work on the part of an array where something is, and put the result back. A box may reach beyond
 * the array: what is cut out there is empty, what is put back there is lost.
 */
public final class Cutout {
  private Cutout() {}

  /**
   * The part of a mask inside a box; every voxel keeps its place in the world.
   *
   * @param mask the mask
   * @param box the part, in voxels of the mask
   * @return a copy, of the box's shape
   */
  public static Mask of(Mask mask, Box box) {
    boolean[] part = new boolean[box.shape().voxels()];
    copyRows(mask.data(), mask.shape(), part, box);
    return Mask.wrap(mask.grid().crop(box), part);
  }

  /**
   * The part of a label map inside a box; every voxel keeps its place in the world.
   *
   * @param labels the label map
   * @param box the part, in voxels of the label map
   * @return a copy, of the box's shape
   */
  public static LabelMap of(LabelMap labels, Box box) {
    byte[] part = new byte[box.shape().voxels()];
    copyRows(labels.data(), labels.shape(), part, box);
    return LabelMap.wrap(labels.grid().crop(box), part);
  }

  /**
   * Puts a part back; the rest of the result is empty.
   *
   * @param part a mask of the box's shape
   * @param box where it was cut out
   * @param whole the grid it was cut out of
   * @return a mask on that grid
   */
  public static Mask restore(Mask part, Box box, Grid whole) {
    Shape to = whole.shape();
    boolean[] data = new boolean[to.voxels()];
    copyRows(part.data(), part.shape(), data, new Box(-box.x(), -box.y(), -box.z(), to));
    return Mask.wrap(whole, data);
  }

  /** Copies the part of an array inside a box to an array of the box's shape. */
  private static void copyRows(Object from, Shape shape, Object to, Box box) {
    Optional<Box> common = box.clip(shape);
    if (common.isEmpty()) {
      return;
    }
    Box b = common.get();
    for (int z = b.z(); z < b.endZ(); z++) {
      for (int y = b.y(); y < b.endY(); y++) {
        System.arraycopy(
            from,
            shape.index(b.x(), y, z),
            to,
            box.shape().index(b.x() - box.x(), y - box.y(), z - box.z()),
            b.shape().x());
      }
    }
  }
}
