package io.github.omnet.core.transform;

import io.github.omnet.core.internal.interpolation.Interpolator;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import java.util.stream.IntStream;

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

  /** Gets the array index where a row of target voxels begins, and its place in the source. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(int n, double y, double z);
  }

  /** Returns whether the voxels of every row have the same x in the source, and one y and z. */
  boolean isParallel() {
    return map.get(0, 1) == 0 && map.get(0, 2) == 0 && map.get(1, 0) == 0 && map.get(2, 0) == 0;
  }

  /** The places along x, of those voxels in a row that lie within the source; if parallel. */
  double[] places() {
    int first = firstCovered();
    double start = map.apply(0, 0, 0)[0];
    return IntStream.range(first, target.x())
        .mapToDouble(i -> start + i * map.get(0, 0))
        .takeWhile(this::isCovered)
        .toArray();
  }

  private int firstCovered() {
    double start = map.apply(0, 0, 0)[0];
    int first = 0;
    while (first < target.x() && !isCovered(start + first * map.get(0, 0))) {
      first++;
    }
    return first;
  }

  private boolean isCovered(double x) {
    return Interpolator.covers(source, x, 0, 0);
  }

  /** Visits the rows that lie within the source, from the first of their {@link #places}. */
  void forEachRow(RowVisitor visitor) {
    int first = firstCovered();
    for (int k = 0; k < target.z(); k++) {
      for (int j = 0; j < target.y(); j++) {
        double[] row = map.apply(0, j, k);
        if (Interpolator.covers(source, 0, row[1], row[2])) {
          visitor.visit(target.index(0, j, k) + first, row[1], row[2]);
        }
      }
    }
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
