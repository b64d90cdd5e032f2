package io.github.omnet.core.plausibility;

import io.github.omnet.core.volume.Shape;

/**
 * How symmetric the brain's outline is along each axis of the grid: the Dice coefficient of its
 * mask and the mask mirrored about the centre of its box.
 */
final class Symmetry {
  private final Shape shape;
  private final boolean[] brain;
  private final int[] first = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
  private final int[] last = {-1, -1, -1};

  /**
   * Finds the box of the brain.
   *
   * @param shape extents of the mask
   * @param brain the mask, x fastest; at least one point
   */
  Symmetry(Shape shape, boolean[] brain) {
    this.shape = shape;
    this.brain = brain;
    for (int n = 0; n < brain.length; n++) {
      if (brain[n]) {
        widen(0, n % shape.x());
        widen(1, n / shape.x() % shape.y());
        widen(2, n / shape.x() / shape.y());
      }
    }
  }

  private void widen(int axis, int position) {
    first[axis] = Math.min(first[axis], position);
    last[axis] = Math.max(last[axis], position);
  }

  /** Returns the Dice coefficient along an axis of the grid, 0 to 2. */
  double along(int axis) {
    long both = 0;
    long all = 0;
    for (int z = first[2]; z <= last[2]; z++) {
      for (int y = first[1]; y <= last[1]; y++) {
        for (int x = first[0]; x <= last[0]; x++) {
          if (brain[shape.index(x, y, z)]) {
            all++;
            int mirrored = shape.index(mirror(0, x, axis), mirror(1, y, axis), mirror(2, z, axis));
            both += brain[mirrored] ? 1 : 0;
          }
        }
      }
    }
    return (double) both / all;
  }

  private int mirror(int axis, int position, int mirrored) {
    return axis == mirrored ? first[axis] + last[axis] - position : position;
  }
}
