package io.github.omnet.core.volume;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Finds the box around the voxels of an array, row by row. */
final class BoxScan {
  private BoxScan() {}

  /**
   * @param firstInRow from the index where a row begins to the x of its first voxel in the set, or
   *     -1; nearly all rows of a tumour mask are empty, so this is where the time goes
   * @param inSet whether the voxel at an index is in the set
   */
  static Optional<Box> scan(Shape shape, IntUnaryOperator firstInRow, IntPredicate inSet) {
    int x0 = Integer.MAX_VALUE;
    int y0 = Integer.MAX_VALUE;
    int z0 = -1;
    int x1 = 0;
    int y1 = 0;
    int z1 = 0;
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        int row = shape.index(0, y, z);
        int first = firstInRow.applyAsInt(row);
        if (first < 0) {
          continue;
        }
        int end = shape.x();
        while (end > x1 && !inSet.test(row + end - 1)) {
          end--;
        }
        x0 = Math.min(x0, first);
        x1 = Math.max(x1, end);
        y0 = Math.min(y0, y);
        y1 = Math.max(y1, y + 1);
        z0 = z0 < 0 ? z : z0;
        z1 = z + 1;
      }
    }
    return z0 < 0 ? Optional.empty() : Optional.of(Box.minMax(x0, y0, z0, x1 - 1, y1 - 1, z1 - 1));
  }
}
