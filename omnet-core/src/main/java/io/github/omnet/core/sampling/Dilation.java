package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/** Grows a mask by a ball, painting the ball around each voxel of its surface. */
final class Dilation {
  private Dilation() {}

  static Mask byVoxels(Mask mask, int radius) {
    if (radius == 0) {
      return mask;
    }
    Shape s = mask.shape();
    boolean[] in = mask.data();
    boolean[] out = in.clone();
    for (int z = 0; z < s.z(); z++) {
      for (int y = 0; y < s.y(); y++) {
        for (int x = 0; x < s.x(); x++) {
          if (in[s.index(x, y, z)] && isSurface(in, s, x, y, z)) {
            paint(out, s, x, y, z, radius);
          }
        }
      }
    }
    return Mask.wrap(mask.grid(), out);
  }

  private static boolean isSurface(boolean[] in, Shape s, int x, int y, int z) {
    return (x > 0 && !in[s.index(x - 1, y, z)])
        || (x + 1 < s.x() && !in[s.index(x + 1, y, z)])
        || (y > 0 && !in[s.index(x, y - 1, z)])
        || (y + 1 < s.y() && !in[s.index(x, y + 1, z)])
        || (z > 0 && !in[s.index(x, y, z - 1)])
        || (z + 1 < s.z() && !in[s.index(x, y, z + 1)]);
  }

  private static void paint(boolean[] out, Shape s, int x, int y, int z, int radius) {
    for (int k = Math.max(0, z - radius); k <= Math.min(s.z() - 1, z + radius); k++) {
      for (int j = Math.max(0, y - radius); j <= Math.min(s.y() - 1, y + radius); j++) {
        int left = radius * radius - (k - z) * (k - z) - (j - y) * (j - y);
        if (left >= 0) {
          int reach = (int) Math.sqrt(left);
          int from = s.index(Math.max(0, x - reach), j, k);
          int to = s.index(Math.min(s.x() - 1, x + reach), j, k);
          java.util.Arrays.fill(out, from, to + 1, true);
        }
      }
    }
  }
}
