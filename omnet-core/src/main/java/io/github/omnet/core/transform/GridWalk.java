package io.github.omnet.core.transform;

import io.github.omnet.core.interpolation.Interpolator;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;

/**
 * All voxels of one grid together with their place in the indices of another; voxels that lie
 * outside the other grid are left out.
 */
final class GridWalk {
  private final Shape target;
  private final Shape source;
  private final Affine map;

  GridWalk(Grid target, Grid source) {
    this.target = target.shape();
    this.source = source.shape();
    this.map = target.indexMapTo(source);
  }

  /** Gets the array index of a target voxel and its place in the source. */
  @FunctionalInterface
  interface Visitor {
    void visit(int n, double x, double y, double z);
  }

  void forEach(Visitor visitor) {
    double dx = map.get(0, 0);
    double dy = map.get(1, 0);
    double dz = map.get(2, 0);
    int n = 0;
    for (int k = 0; k < target.z(); k++) {
      for (int j = 0; j < target.y(); j++) {
        double[] row = map.apply(0, j, k);
        for (int i = 0; i < target.x(); i++, n++) {
          double x = row[0] + i * dx;
          double y = row[1] + i * dy;
          double z = row[2] + i * dz;
          if (Interpolator.covers(source, x, y, z)) {
            visitor.visit(n, x, y, z);
          }
        }
      }
    }
  }
}
