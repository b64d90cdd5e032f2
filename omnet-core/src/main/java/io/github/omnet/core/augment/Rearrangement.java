package io.github.omnet.core.augment;

import io.github.omnet.core.volume.Shape;

/** Moves whole voxels within a block of unchanged extent. */
final class Rearrangement {
  private Rearrangement() {}

  /** Where, within the channel, the voxel comes from that goes to (i, j, k). */
  @FunctionalInterface
  interface Source {
    int of(int i, int j, int k);
  }

  static void apply(Block block, Source source) {
    Shape s = block.shape();
    int[] from = new int[s.voxels()];
    int n = 0;
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        for (int i = 0; i < s.x(); i++) {
          from[n++] = source.of(i, j, k);
        }
      }
    }
    float[] copy = new float[from.length];
    for (int c = 0; c < block.channels(); c++) {
      int start = block.start(c);
      System.arraycopy(block.images(), start, copy, 0, copy.length);
      for (n = 0; n < copy.length; n++) {
        block.images()[start + n] = copy[from[n]];
      }
    }
    if (block.hasLabels()) {
      byte[] labels = new byte[from.length];
      System.arraycopy(block.labels(), block.labelsStart(), labels, 0, labels.length);
      for (n = 0; n < labels.length; n++) {
        block.labels()[block.labelsStart() + n] = labels[from[n]];
      }
    }
  }
}
