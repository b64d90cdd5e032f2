package io.github.omnet.io.picture;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;

/**
 * Where an image has anything to show: the box around its voxels that are not 0, labels included,
 * and how much there is in each slice.
 */
final class Content {
  /** Voxels of background left around the box. */
  private static final int MARGIN = 3;

  private final Shape shape;
  private final int[][] imaged = new int[3][];
  private final int[][] labelled = new int[3][];
  private boolean anyLabel;

  Content(Volume image, LabelMap labels) {
    shape = image.shape();
    for (int axis = 0; axis < 3; axis++) {
      imaged[axis] = new int[shape.axis(axis)];
      labelled[axis] = new int[shape.axis(axis)];
    }
    for (int z = 0, n = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          boolean label = labels.data()[n] != 0;
          if (label) {
            count(labelled, x, y, z);
            anyLabel = true;
          }
          if (label || image.data()[n] != 0) {
            count(imaged, x, y, z);
          }
        }
      }
    }
  }

  private static void count(int[][] counts, int x, int y, int z) {
    counts[0][x]++;
    counts[1][y]++;
    counts[2][z]++;
  }

  /** First slice of the box along an axis. */
  int first(int axis) {
    for (int n = 0; n < shape.axis(axis); n++) {
      if (imaged[axis][n] > 0) {
        return Math.max(0, n - MARGIN);
      }
    }
    return 0;
  }

  /** Last slice of the box along an axis. */
  int last(int axis) {
    for (int n = shape.axis(axis) - 1; n >= 0; n--) {
      if (imaged[axis][n] > 0) {
        return Math.min(shape.axis(axis) - 1, n + MARGIN);
      }
    }
    return shape.axis(axis) - 1;
  }

  /** The slice with most labelled voxels; without any label, the one with most of the image. */
  int fullest(int axis) {
    int[] counts = anyLabel ? labelled[axis] : imaged[axis];
    int best = counts.length / 2;
    for (int n = 0; n < counts.length; n++) {
      if (counts[n] > counts[best]) {
        best = n;
      }
    }
    return best;
  }
}
