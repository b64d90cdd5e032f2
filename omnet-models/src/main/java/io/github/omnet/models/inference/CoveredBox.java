package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import java.util.Optional;

/** The voxels of one grid that a box of another covers. */
final class CoveredBox {
  private CoveredBox() {}

  /**
   * The smallest box that holds all voxels whose centres lie in the box or less than a voxel of its
   * grid beside it.
   *
   * @param box of the grid that it is given on
   * @param from that grid
   * @param to the other grid, which may be oblique to it
   * @return a box inside the other grid, or empty if it does not reach there
   */
  static Optional<Box> of(Box box, Grid from, Grid to) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int corner = 0; corner < 8; corner++) {
      double[] world =
          from.toWorld(
              (corner & 1) == 0 ? box.x() - 1 : box.endX(),
              (corner & 2) == 0 ? box.y() - 1 : box.endY(),
              (corner & 4) == 0 ? box.z() - 1 : box.endZ());
      double[] voxel = to.toVoxel(world[0], world[1], world[2]);
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], voxel[axis]);
        high[axis] = Math.max(high[axis], voxel[axis]);
      }
    }
    return Box.minMax(
            (int) Math.floor(low[0]),
            (int) Math.floor(low[1]),
            (int) Math.floor(low[2]),
            (int) Math.ceil(high[0]),
            (int) Math.ceil(high[1]),
            (int) Math.ceil(high[2]))
        .clip(to.shape());
  }
}
