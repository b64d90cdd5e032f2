package io.github.omnet.models.internal.step;

import io.github.omnet.core.volume.Shape;

/**
 * The truth at a coarser level of the decoder: of each block of 2, 4 or 8 voxels along each axis
 * the class that most of its voxels have. Where several are equally frequent, tumour goes before
 * non-tumour (class 0), and a lower class before a higher one. A mirrored patch has the mirrored
 * truth.
 */
final class CoarseClasses {
  private final Shape fine;
  private final Shape coarse;
  private final int level;
  private final int classes;

  /**
   * For patches of one extent.
   *
   * @param fine sides that are multiples of {@code 2^level}
   * @param level 0 for the truth itself
   * @param classes how many there are
   */
  CoarseClasses(Shape fine, int level, int classes) {
    this.fine = fine;
    this.level = level;
    this.classes = classes;
    this.coarse = new Shape(fine.x() >> level, fine.y() >> level, fine.z() >> level);
  }

  /** Extent at the level. */
  Shape shape() {
    return coarse;
  }

  /**
   * Reduces a patch.
   *
   * @param truth a class for each voxel, x fastest
   * @return a class for each block, x fastest; the array itself at level 0
   */
  byte[] of(byte[] truth) {
    if (level == 0) {
      return truth;
    }
    int[] counts = new int[coarse.voxels() * classes];
    int n = 0;
    for (int k = 0; k < fine.z(); k++) {
      for (int j = 0; j < fine.y(); j++) {
        for (int i = 0; i < fine.x(); i++, n++) {
          counts[coarse.index(i >> level, j >> level, k >> level) * classes + truth[n]]++;
        }
      }
    }
    byte[] most = new byte[coarse.voxels()];
    for (int block = 0; block < most.length; block++) {
      most[block] = (byte) mostFrequent(counts, block * classes);
    }
    return most;
  }

  private int mostFrequent(int[] counts, int from) {
    int most = 1;
    for (int id = 2; id < classes; id++) {
      most = counts[from + id] > counts[from + most] ? id : most;
    }
    return counts[from] > counts[from + most] ? 0 : most;
  }
}
