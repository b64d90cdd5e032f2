package io.github.omnet.core.interpolation;

import io.github.omnet.core.interpolation.LabelInterpolation.LabelInterpolator;
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
