package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * The voxels that may be the centre of a patch, as one array of indices: a draw is one random
 * number and one look-up.
 */
final class Candidates {
  private final Shape grid;
  private final int[] indices;

  Candidates(Mask region) {
    grid = region.shape();
    indices = new int[region.count()];
    boolean[] in = region.data();
    int count = 0;
    for (int n = 0; n < in.length; n++) {
      if (in[n]) {
        indices[count++] = n;
      }
    }
  }

  int count() {
    return indices.length;
  }

  /** The patch around the given candidate. */
  Box around(int candidate, Shape patch) {
    return around(indices[candidate], grid, patch);
  }

  /** The patch whose voxel {@code patch / 2}, rounded down, is the given voxel of the grid. */
  static Box around(int index, Shape grid, Shape patch) {
    return new Box(
        index % grid.x() - patch.x() / 2,
        index / grid.x() % grid.y() - patch.y() / 2,
        index / grid.x() / grid.y() - patch.z() / 2,
        patch);
  }
}
