package io.github.omnet.core.metric;

import io.github.omnet.core.volume.Mask;

/**
 * How a prediction and a reference share out the voxels of an image.
 *
 * @param truePositives voxels in both
 * @param falsePositives voxels in the prediction only
 * @param falseNegatives voxels in the reference only
 * @param trueNegatives voxels in neither
 */
public record Confusion(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
  /**
   * Counts the voxels of two masks.
   *
   * @param prediction the mask to judge
   * @param reference the mask to judge it by
   * @return the counts
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Confusion of(Mask prediction, Mask reference) {
    prediction.grid().requireMatches(reference.grid(), "prediction and reference");
    return count(prediction, reference, prediction.shape().voxels());
  }

  /** Counts two masks that are parts of an image, outside of which both are empty. */
  static Confusion count(Mask prediction, Mask reference, int voxelsOfImage) {
    boolean[] p = prediction.data();
    boolean[] r = reference.data();
    int both = 0;
    int inPrediction = 0;
    int inReference = 0;
    for (int n = 0; n < p.length; n++) {
      both += p[n] && r[n] ? 1 : 0;
      inPrediction += p[n] ? 1 : 0;
      inReference += r[n] ? 1 : 0;
    }
    return new Confusion(
        both,
        inPrediction - both,
        inReference - both,
        voxelsOfImage - (inPrediction + inReference - both));
  }

  /**
   * Voxels of the prediction, {@code |P|}.
   *
   * @return true and false positives
   */
  public long prediction() {
    return truePositives + falsePositives;
  }

  /**
   * Voxels of the reference, {@code |R|}.
   *
   * @return true positives and false negatives
   */
  public long reference() {
    return truePositives + falseNegatives;
  }
}
