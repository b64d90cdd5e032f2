package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.ArrayDeque;
import java.util.Deque;

/** The operations of this package as one would explain them, with no thought of speed. */
public final class SlowMorphology {
  private SlowMorphology() {}

  /** The least squared distance over all voxels of the set. */
  public static double[] squaredDistances(Mask set, Spacing spacing) {
    Shape s = set.shape();
    double[] squared = new double[s.voxels()];
    for (int n = 0; n < squared.length; n++) {
      squared[n] = Double.POSITIVE_INFINITY;
      for (int m = 0; m < squared.length; m++) {
        if (set.data()[m]) {
          double dx = (n % s.x() - m % s.x()) * spacing.x();
          double dy = (n / s.x() % s.y() - m / s.x() % s.y()) * spacing.y();
          double dz = (n / s.x() / s.y() - m / s.x() / s.y()) * spacing.z();
          squared[n] = Math.min(squared[n], dx * dx + dy * dy + dz * dz);
        }
      }
    }
    return squared;
  }

  /** Flood fill from each voxel that has no number yet, in array order. */
  public static int[] components(Mask mask, Connectivity connectivity) {
    Shape s = mask.shape();
    int[] labels = new int[s.voxels()];
    int next = 0;
    for (int seed = 0; seed < labels.length; seed++) {
      if (!mask.data()[seed] || labels[seed] != 0) {
        continue;
      }
      labels[seed] = ++next;
      Deque<Integer> queue = new ArrayDeque<>();
      queue.add(seed);
      while (!queue.isEmpty()) {
        int n = queue.remove();
        for (int d = 0; d < 27; d++) {
          int dx = d % 3 - 1;
          int dy = d / 3 % 3 - 1;
          int dz = d / 9 - 1;
          int x = n % s.x() + dx;
          int y = n / s.x() % s.y() + dy;
          int z = n / s.x() / s.y() + dz;
          if (connectivity.joins(dx, dy, dz)
              && s.contains(x, y, z)
              && mask.data()[s.index(x, y, z)]
              && labels[s.index(x, y, z)] == 0) {
            labels[s.index(x, y, z)] = next;
            queue.add(s.index(x, y, z));
          }
        }
      }
    }
    return labels;
  }

  /** Floods the background from the edges along some axes until nothing changes; fills the rest. */
  public static boolean[] filled(Mask mask, int[] axes) {
    Shape s = mask.shape();
    int[] stride = {1, s.x(), s.x() * s.y()};
    boolean[] flooded = new boolean[s.voxels()];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int n = 0; n < flooded.length; n++) {
        int[] at = {n % s.x(), n / s.x() % s.y(), n / s.x() / s.y()};
        boolean wet = flooded[n];
        for (int axis : axes) {
          wet |= at[axis] == 0 || at[axis] == s.axis(axis) - 1;
          wet |= at[axis] > 0 && flooded[n - stride[axis]];
          wet |= at[axis] < s.axis(axis) - 1 && flooded[n + stride[axis]];
        }
        if (wet && !flooded[n] && !mask.data()[n]) {
          flooded[n] = true;
          changed = true;
        }
      }
    }
    boolean[] filled = new boolean[flooded.length];
    for (int n = 0; n < filled.length; n++) {
      filled[n] = !flooded[n];
    }
    return filled;
  }
}
