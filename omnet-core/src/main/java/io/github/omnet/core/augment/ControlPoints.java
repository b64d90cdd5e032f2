package io.github.omnet.core.augment;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;

/**
 * Random displacements at control points, with linear interpolation between them. Points are
 * counted from the middle of the block, so that a larger block around the same middle is bent
 * alike.
 */
final class ControlPoints {
  private final Shape shape;
  private final int spacing;
  private final int reachX;
  private final int reachY;
  private final int reachZ;
  private final Shape points;

  /** For each axis of the displacement, x fastest. */
  private final double[][] values = new double[3][];

  ControlPoints(Shape shape, int spacing, long seed, double displacement) {
    this.shape = shape;
    this.spacing = spacing;
    reachX = shape.x() / 2 / spacing + 1;
    reachY = shape.y() / 2 / spacing + 1;
    reachZ = shape.z() / 2 / spacing + 1;
    points = new Shape(2 * reachX + 1, 2 * reachY + 1, 2 * reachZ + 1);
    for (int axis = 0; axis < 3; axis++) {
      values[axis] = new double[points.voxels()];
      long ofAxis = CounterRandom.derive(seed, axis);
      for (int k = 0; k < points.z(); k++) {
        for (int j = 0; j < points.y(); j++) {
          for (int i = 0; i < points.x(); i++) {
            // 21 bits for each signed coordinate name the point whatever the block's extent.
            long name =
                (long) (i - reachX & 0x1fffff) << 42
                    | (long) (j - reachY & 0x1fffff) << 21
                    | (k - reachZ & 0x1fffff);
            values[axis][points.index(i, j, k)] =
                CounterRandom.of(ofAxis, name).uniform(-displacement, displacement);
          }
        }
      }
    }
  }

  /** Adds the displacements of a row of voxels to their places. */
  void addRow(int j, int k, double[][] places) {
    double y = (double) (j - shape.y() / 2) / spacing + reachY;
    double z = (double) (k - shape.z() / 2) / spacing + reachZ;
    int y0 = (int) y;
    int z0 = (int) z;
    double fy = y - y0;
    double fz = z - z0;
    for (int axis = 0; axis < 3; axis++) {
      double[] v = values[axis];
      double[] line = new double[points.x()];
      for (int i = 0; i < line.length; i++) {
        line[i] =
            (1 - fz) * ((1 - fy) * v[points.index(i, y0, z0)] + fy * v[points.index(i, y0 + 1, z0)])
                + fz
                    * ((1 - fy) * v[points.index(i, y0, z0 + 1)]
                        + fy * v[points.index(i, y0 + 1, z0 + 1)]);
      }
      double[] place = places[axis];
      for (int i = 0; i < place.length; i++) {
        double x = (double) (i - shape.x() / 2) / spacing + reachX;
        int x0 = (int) x;
        place[i] += line[x0] + (x - x0) * (line[x0 + 1] - line[x0]);
      }
    }
  }
}
