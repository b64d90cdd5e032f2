package io.github.omnet.core.metric;

import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;

/**
 * Exact squared distances from single voxels to the nearest of a set, for surfaces that nearly
 * coincide: then a look at a few rows around a voxel settles its distance, where a distance
 * transform would visit every voxel of the box.
 *
 * <p>The distance along x within each row is known from two sweeps; rows are visited outwards from
 * the voxel's own until they are further away than the best distance found. Once that has cost more
 * than a distance transform would, it is done by one.
 */
final class NearestSearch {
  /** Longer than any row; never squared, as rows that hold nothing are passed over. */
  private static final int NONE = Integer.MAX_VALUE;

  /** Visits to a row that cost about as much as the distance transform of one voxel. */
  private static final int VISITS_PER_VOXEL = 4;

  private final Mask set;
  private final Spacing spacing;
  private final Shape shape;
  private final double stepX2;
  private final double stepY2;
  private final double stepZ2;
  private final int[] alongX;
  private long visitsLeft;
  private double[] transform = new double[0];

  NearestSearch(Mask set, Spacing spacing) {
    this.set = set;
    this.spacing = spacing;
    this.shape = set.shape();
    this.stepX2 = spacing.x() * spacing.x();
    this.stepY2 = spacing.y() * spacing.y();
    this.stepZ2 = spacing.z() * spacing.z();
    this.alongX = new int[shape.voxels()];
    this.visitsLeft = (long) VISITS_PER_VOXEL * shape.voxels();
    for (int row = 0; row < alongX.length; row += shape.x()) {
      sweep(set.data(), row);
    }
  }

  private void sweep(boolean[] in, int row) {
    int last = NONE;
    for (int x = row; x < row + shape.x(); x++) {
      last = in[x] ? 0 : last == NONE ? NONE : last + 1;
      alongX[x] = last;
    }
    if (last == NONE) {
      return;
    }
    int next = NONE;
    for (int x = row + shape.x() - 1; x >= row; x--) {
      next = in[x] ? 0 : next == NONE ? NONE : next + 1;
      alongX[x] = Math.min(alongX[x], next);
    }
  }

  /** The squared distance from a voxel; infinite if the set is empty. */
  double squaredFrom(int x, int y, int z) {
    if (visitsLeft < 0) {
      if (transform.length == 0) {
        transform = Morphology.squaredDistances(set, spacing, Workers.callerOnly());
      }
      return transform[shape.index(x, y, z)];
    }
    double best = inSlice(x, y, z, 0, Double.POSITIVE_INFINITY);
    for (int dz = 1; dz < shape.z(); dz++) {
      double ofSlice = dz * dz * stepZ2;
      if (ofSlice >= best) {
        break;
      }
      if (z - dz >= 0) {
        best = inSlice(x, y, z - dz, ofSlice, best);
      }
      if (z + dz < shape.z()) {
        best = inSlice(x, y, z + dz, ofSlice, best);
      }
    }
    return best;
  }

  /** The better of the best so far and the nearest voxel of a slice. */
  private double inSlice(int x, int y, int z, double ofSlice, double bestSoFar) {
    int at = shape.index(x, y, z);
    double best = Math.min(bestSoFar, ofSlice + inRow(at));
    int dy = 1;
    for (; dy < shape.y(); dy++) {
      double ofRow = ofSlice + dy * dy * stepY2;
      if (ofRow >= best) {
        break;
      }
      if (y - dy >= 0) {
        best = Math.min(best, ofRow + inRow(at - dy * shape.x()));
      }
      if (y + dy < shape.y()) {
        best = Math.min(best, ofRow + inRow(at + dy * shape.x()));
      }
    }
    visitsLeft -= 2L * dy;
    return best;
  }

  private double inRow(int at) {
    int steps = alongX[at];
    return steps == NONE ? Double.POSITIVE_INFINITY : (double) steps * steps * stepX2;
  }
}
