package io.github.omnet.core.augment;

import io.github.omnet.core.internal.interpolation.Interpolator;
import io.github.omnet.core.internal.interpolation.LabelInterpolator;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.volume.Shape;

/**
 * Reads every voxel of a block from another place of it: images linearly, labels by nearest voxel,
 * both from the same places. Places outside the block are 0.
 */
final class Warp {
  private Warp() {}

  /** Writes to {@code place} where the voxel comes from that goes to (i, j, k). */
  @FunctionalInterface
  interface Source {
    void of(int i, int j, int k, double[] place);
  }

  static void apply(Block block, Source source) {
    Shape s = block.shape();
    int voxels = s.voxels();
    Interpolator[] images = new Interpolator[block.channels()];
    float[] copy = new float[block.channels() * voxels];
    System.arraycopy(block.images(), block.start(0), copy, 0, copy.length);
    for (int c = 0; c < images.length; c++) {
      images[c] = Interpolator.of(Interpolation.LINEAR, copy, c * voxels, s);
    }
    byte[] labels = new byte[block.hasLabels() ? voxels : 0];
    System.arraycopy(block.labels(), Math.max(block.labelsStart(), 0), labels, 0, labels.length);
    LabelInterpolator label = LabelInterpolator.of(LabelInterpolation.NEAREST, labels, 0, s);

    double[] p = new double[3];
    int n = 0;
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        for (int i = 0; i < s.x(); i++, n++) {
          source.of(i, j, k, p);
          boolean inside = Interpolator.covers(s, p[0], p[1], p[2]);
          for (int c = 0; c < images.length; c++) {
            block.images()[block.start(c) + n] = inside ? images[c].at(p[0], p[1], p[2]) : 0;
          }
          if (block.hasLabels()) {
            block.labels()[block.labelsStart() + n] = inside ? label.at(p[0], p[1], p[2]) : 0;
          }
        }
      }
    }
  }
}
