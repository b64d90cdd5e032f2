package io.github.omnet.core.augment;

import io.github.omnet.core.volume.Shape;

/**
 * A block as a {@link SpatialWarp} reads it: all channels and the labels at once, with one place
 * and one set of weights for each voxel.
 */
final class WarpSource {
  private final Block from;
  private final int cut;
  private final double[] map;
  private final Shape shape;
  private final SpatialWarp warp;
  private final int strideY;
  private final int strideZ;

  /** Index of each of the eight neighbours relative to the lowest. */
  private final int[] corners;

  private final float[] weights = new float[8];

  /**
   * Reads from a block.
   *
   * @param cut voxels at each side of it that the result lacks
   */
  WarpSource(Block from, int cut, SpatialWarp warp) {
    this.from = from;
    this.cut = cut;
    this.warp = warp;
    this.map = warp.backwards();
    this.shape = from.shape();
    this.strideY = shape.x();
    this.strideZ = shape.x() * shape.y();
    this.corners = new int[8];
    for (int c = 0; c < 8; c++) {
      corners[c] = (c & 1) + (c >> 1 & 1) * strideY + (c >> 2) * strideZ;
    }
  }

  void fill(Block to) {
    Shape s = to.shape();
    ControlPoints bend =
        warp.displacement() == 0
            ? null
            : new ControlPoints(s, warp.spacing(), warp.seed(), warp.displacement());
    double[][] row = new double[3][s.x()];
    double cx = (s.x() - 1) / 2.0;
    double cy = (s.y() - 1) / 2.0;
    double cz = (s.z() - 1) / 2.0;
    double[] middle = {cx + cut, cy + cut, cz + cut};
    int n = 0;
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        for (int a = 0; a < 3; a++) {
          double start =
              middle[a] + map[3 * a + 1] * (j - cy) + map[3 * a + 2] * (k - cz) - map[3 * a] * cx;
          for (int i = 0; i < s.x(); i++) {
            row[a][i] = start + map[3 * a] * i;
          }
        }
        if (bend != null) {
          bend.addRow(j, k, row);
        }
        for (int i = 0; i < s.x(); i++, n++) {
          voxel(row[0][i], row[1][i], row[2][i], to, n);
        }
      }
    }
  }

  private void voxel(double x, double y, double z, Block to, int n) {
    int nearX = (int) Math.floor(x + 0.5);
    int nearY = (int) Math.floor(y + 0.5);
    int nearZ = (int) Math.floor(z + 0.5);
    boolean inside = shape.contains(nearX, nearY, nearZ);
    int near = inside ? nearX + nearY * strideY + nearZ * strideZ : 0;
    if (to.hasLabels()) {
      to.labels()[to.labelsStart() + n] = inside ? from.labels()[from.labelsStart() + near] : 0;
    }
    if (!inside) {
      for (int c = 0; c < to.channels(); c++) {
        to.images()[to.start(c) + n] = 0;
      }
      return;
    }
    // The lowest neighbour stays low enough for all eight to lie inside; weights follow from it.
    int i = Math.min(Math.max((int) Math.floor(x), 0), Math.max(shape.x() - 2, 0));
    int j = Math.min(Math.max((int) Math.floor(y), 0), Math.max(shape.y() - 2, 0));
    int k = Math.min(Math.max((int) Math.floor(z), 0), Math.max(shape.z() - 2, 0));
    weigh(part(x - i, shape.x()), part(y - j, shape.y()), part(z - k, shape.z()));
    int lowest = i + j * strideY + k * strideZ;
    for (int c = 0; c < to.channels(); c++) {
      int start = from.start(c);
      to.images()[to.start(c) + n] =
          from.images()[start + near] == 0 ? 0 : foreground(start + lowest);
    }
  }

  /** Weight of the upper neighbour along an axis, which one voxel alone does not have. */
  private static float part(double offset, int length) {
    return length == 1 ? 0 : (float) Math.min(Math.max(offset, 0), 1);
  }

  private void weigh(float x, float y, float z) {
    float y0z0 = (1 - y) * (1 - z);
    float y1z0 = y * (1 - z);
    float y0z1 = (1 - y) * z;
    float y1z1 = y * z;
    weights[0] = (1 - x) * y0z0;
    weights[1] = x * y0z0;
    weights[2] = (1 - x) * y1z0;
    weights[3] = x * y1z0;
    weights[4] = (1 - x) * y0z1;
    weights[5] = x * y0z1;
    weights[6] = (1 - x) * y1z1;
    weights[7] = x * y1z1;
  }

  private float foreground(int lowest) {
    float[] images = from.images();
    float sum = 0;
    float weight = 0;
    for (int c = 0; c < 8; c++) {
      // A neighbour without weight may lie outside of an axis that is one voxel long.
      if (weights[c] > 0) {
        float value = images[lowest + corners[c]];
        sum += weights[c] * value;
        weight += value == 0 ? 0 : weights[c];
      }
    }
    return sum / weight;
  }
}
