package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import java.util.Optional;

/** The voxels of one grid that a box of another covers. */
final class CoveredBox {
  private CoveredBox() {}

  /**
   * The smallest box of the other grid that covers the given box and one voxel more on each of its
   * sides. A voxel of the given grid reaches less than one voxel beyond its centre, so values that
   * are interpolated between the two grids lie inside.
   *
   * @param box a box of voxels of the first grid
   * @param from the first grid
   * @param to the other grid, which may be oblique to it
   * @return a box inside the other grid, or empty if it does not reach there
   */
  static Optional<Box> of(Box box, Grid from, Grid to) {
    return around(box, 0, from, to);
  }

  /**
   * The smallest box of the other grid that covers the given box after that has grown: on each side
   * by whole voxels of its own grid that reach at least as far as the margin, and by the one voxel
   * more that {@link #of} adds.
   *
   * @param box a box of voxels of the first grid
   * @param marginMm how far the box grows at least on each side, in mm
   * @param from the first grid
   * @param to the other grid, which may be oblique to it
   * @return a box inside the other grid, or empty if it does not reach there
   */
  static Optional<Box> around(Box box, double marginMm, Grid from, Grid to) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    // Real numbers throughout: of voxels of a micrometre a margin has more than an int counts.
    double[] margin = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      margin[axis] = Math.ceil(marginMm / from.spacing().axis(axis));
    }
    for (int corner = 0; corner < 8; corner++) {
      double[] world =
          from.toWorld(
              (corner & 1) == 0 ? box.x() - 1 - margin[0] : box.endX() + margin[0],
              (corner & 2) == 0 ? box.y() - 1 - margin[1] : box.endY() + margin[1],
              (corner & 4) == 0 ? box.z() - 1 - margin[2] : box.endZ() + margin[2]);
      double[] voxel = to.toVoxel(world[0], world[1], world[2]);
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], voxel[axis]);
        high[axis] = Math.max(high[axis], voxel[axis]);
      }
    }
    int[] first = new int[3];
    int[] last = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      first[axis] = (int) Math.max(0, Math.floor(low[axis]));
      last[axis] = (int) Math.min(to.shape().axis(axis) - 1.0, Math.ceil(high[axis]));
      if (first[axis] > last[axis]) {
        return Optional.empty();
      }
    }
    return Optional.of(Box.minMax(first[0], first[1], first[2], last[0], last[1], last[2]));
  }
}
