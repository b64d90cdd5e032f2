package io.github.omnet.core.plausibility;

import io.github.omnet.core.volume.Shape;
import java.util.Arrays;

/** An image in 16 grey levels, each with as many points of the foreground as the others. */
final class GreyLevels {
  /** In the place of an axis: not mirrored. */
  static final int NO_AXIS = -1;

  private static final int LEVELS = 16;

  private final Shape shape;

  /** Level of each point, from 1; 0 is background. */
  private final byte[] levels;

  private final int[] foreground;

  GreyLevels(Shape shape, float[] image) {
    this.shape = shape;
    this.levels = new byte[image.length];
    int[] points = new int[image.length];
    int count = 0;
    for (int n = 0; n < image.length; n++) {
      if (image[n] != 0) {
        points[count++] = n;
      }
    }
    foreground = Arrays.copyOf(points, count);
    Ranks ranks = Ranks.at(foreground, image);
    for (int n = 0; n < count; n++) {
      levels[foreground[n]] = (byte) (1 + (int) (LEVELS * ranks.get(n)));
    }
  }

  /**
   * Returns the mutual information with another image where neither is background.
   *
   * @param other an image on the same lattice
   * @param axis along which the other image is mirrored, 0 to 2, or {@link #NO_AXIS}
   * @return in nats
   */
  double informationIn(GreyLevels other, int axis) {
    long[][] joint = new long[LEVELS][LEVELS];
    for (int n : foreground) {
      int level = other.levels[mirrored(n, axis)];
      if (level > 0) {
        joint[levels[n] - 1][level - 1]++;
      }
    }
    return information(joint);
  }

  private int mirrored(int n, int axis) {
    int row = n / shape.x() * shape.x();
    int slice = n / (shape.x() * shape.y()) * shape.x() * shape.y();
    return switch (axis) {
      case 0 -> row + shape.x() - 1 - (n - row);
      case 1 -> slice + (shape.y() - 1 - (row - slice) / shape.x()) * shape.x() + n - row;
      case 2 -> shape.voxels() - shape.x() * shape.y() - slice + n - slice;
      default -> n;
    };
  }

  private static double information(long[][] joint) {
    double[] rows = new double[LEVELS];
    double[] columns = new double[LEVELS];
    double total = 0;
    for (int i = 0; i < LEVELS; i++) {
      for (int j = 0; j < LEVELS; j++) {
        rows[i] += joint[i][j];
        columns[j] += joint[i][j];
        total += joint[i][j];
      }
    }
    double information = 0;
    for (int i = 0; i < LEVELS; i++) {
      for (int j = 0; j < LEVELS; j++) {
        if (joint[i][j] > 0) {
          information +=
              joint[i][j] / total * Math.log(joint[i][j] * total / (rows[i] * columns[j]));
        }
      }
    }
    return information;
  }
}
