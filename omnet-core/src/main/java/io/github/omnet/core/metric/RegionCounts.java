package io.github.omnet.core.metric;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The confusion counts of all tumour regions, from one pass over the two label maps.
 *
 * @param byRegion counts by region
 */
record RegionCounts(Map<TumorRegion, Comparison.Confusion> byRegion) {
  /**
   * Takes a copy of the counts.
   *
   * @param byRegion counts by region
   */
  public RegionCounts {
    byRegion = Collections.unmodifiableMap(new EnumMap<>(byRegion));
  }

  /**
   * Counts the voxels of each region in both segmentations, one or none.
   *
   * @param prediction the labels to judge, in any scheme
   * @param reference the labels to judge them by, in any scheme
   * @return the counts
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static RegionCounts of(TumorLabels prediction, TumorLabels reference) {
    prediction.grid().requireMatches(reference.grid(), "prediction and reference");
    return count(prediction, reference, prediction.grid().shape().voxels());
  }

  /** Counts parts of an image outside of which there is no tumour. */
  static RegionCounts count(TumorLabels prediction, TumorLabels reference, int voxelsOfImage) {
    int[] joint = joint(prediction.map(), reference.map());
    joint[0] += voxelsOfImage - prediction.grid().shape().voxels();
    Map<TumorRegion, Comparison.Confusion> counts = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      counts.put(region, sum(joint, prediction.scheme(), reference.scheme(), region));
    }
    return new RegionCounts(counts);
  }

  /** How often each pair of labels meets; labels of all schemes are below 8. */
  private static int[] joint(LabelMap prediction, LabelMap reference) {
    byte[] p = prediction.data();
    byte[] r = reference.data();
    int[] joint = new int[64];
    for (int n = 0; n < p.length; n++) {
      joint[(p[n] << 3) | r[n]]++;
    }
    return joint;
  }

  private static Comparison.Confusion sum(
      int[] joint, LabelScheme prediction, LabelScheme reference, TumorRegion region) {
    long[] counts = new long[4];
    for (int p : prediction.labels()) {
      for (int r : reference.labels()) {
        int in = (prediction.contains(region, p) ? 2 : 0) + (reference.contains(region, r) ? 1 : 0);
        counts[in] += joint[(p << 3) | r];
      }
    }
    return new Comparison.Confusion(counts[3], counts[2], counts[1], counts[0]);
  }

  /**
   * The counts of one region.
   *
   * @param region which
   * @return its counts
   */
  public Comparison.Confusion of(TumorRegion region) {
    Comparison.Confusion counts = byRegion.get(region);
    if (counts == null) {
      throw new IllegalArgumentException("no counts of " + region);
    }
    return counts;
  }
}
