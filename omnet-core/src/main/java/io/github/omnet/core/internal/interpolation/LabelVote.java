package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.volume.Shape;

/** The largest of the linearly interpolated one-hot channels, without ever making the channels. */
final class LabelVote implements LabelInterpolator {
  private final byte[] labels;
  private final int offset;
  private final Shape shape;

  LabelVote(byte[] labels, int offset, Shape shape) {
    this.labels = labels;
    this.offset = offset;
    this.shape = shape;
  }

  @Override
  public byte at(double x, double y, double z) {
    double cx = Coordinates.clamp(x, shape.x());
    double cy = Coordinates.clamp(y, shape.y());
    double cz = Coordinates.clamp(z, shape.z());
    int i = (int) cx;
    int j = (int) cy;
    int k = (int) cz;
    int best = -1;
    double bestShare = 0;
    for (int corner = 0; corner < 8; corner++) {
      int label = label(i, j, k, corner);
      if (label != best) {
        double share = 0;
        for (int other = 0; other < 8; other++) {
          if (label(i, j, k, other) == label) {
            share +=
                weight(cx - i, other & 1)
                    * weight(cy - j, other >> 1 & 1)
                    * weight(cz - k, other >> 2);
          }
        }
        if (share > bestShare + 1e-9 || (share > bestShare - 1e-9 && label < best)) {
          best = label;
          bestShare = share;
        }
      }
    }
    return (byte) best;
  }

  @Override
  public Rows rows(double... x) {
    int[] column = new int[x.length];
    for (int n = 0; n < x.length; n++) {
      column[n] = (int) Coordinates.clamp(x[n], shape.x());
    }
    return (y, z, into, first) -> read(x, column, y, z, into, first);
  }

  /** Nearly all places lie between eight voxels of one label, and need no vote. */
  private void read(double[] x, int[] column, double y, double z, byte[] into, int first) {
    int j = (int) Coordinates.clamp(y, shape.y());
    int k = (int) Coordinates.clamp(z, shape.z());
    int dy = j + 1 < shape.y() ? shape.x() : 0;
    int dz = k + 1 < shape.z() ? shape.x() * shape.y() : 0;
    int row = offset + shape.index(0, j, k);
    for (int n = 0; n < column.length; n++) {
      int left = row + column[n];
      int right = column[n] + 1 < shape.x() ? left + 1 : left;
      byte label = labels[left];
      boolean same =
          labels[right] == label
              && labels[left + dy] == label
              && labels[right + dy] == label
              && labels[left + dz] == label
              && labels[right + dz] == label
              && labels[left + dy + dz] == label
              && labels[right + dy + dz] == label;
      into[first + n] = same ? label : at(x[n], y, z);
    }
  }

  private int label(int i, int j, int k, int corner) {
    int x = Math.min(i + (corner & 1), shape.x() - 1);
    int y = Math.min(j + (corner >> 1 & 1), shape.y() - 1);
    int z = Math.min(k + (corner >> 2), shape.z() - 1);
    return labels[offset + shape.index(x, y, z)] & 0xff;
  }

  private static double weight(double fraction, int side) {
    return side == 0 ? 1 - fraction : fraction;
  }
}
