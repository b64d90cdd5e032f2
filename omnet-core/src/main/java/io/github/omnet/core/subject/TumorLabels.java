package io.github.omnet.core.subject;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import java.util.Map;

/**
 * A tumour segmentation: a label map together with what its numbers mean.
 *
 * @param map one label per voxel
 * @param scheme the meaning of the labels
 */
public record TumorLabels(LabelMap map, LabelScheme scheme) {
  /**
   * Refuses labels that the scheme lacks.
   *
   * @param map one label per voxel
   * @param scheme the meaning of the labels
   */
  public TumorLabels {
    scheme.check(map);
  }

  /**
   * Guesses the scheme by {@link LabelScheme#detect}.
   *
   * @param map one label per voxel
   * @return the segmentation
   * @throws OmnetException if no scheme has all the labels
   */
  public static TumorLabels detect(LabelMap map) {
    return new TumorLabels(map, LabelScheme.detect(map));
  }

  /**
   * Returns the grid of the voxels.
   *
   * @return the grid of the label map
   */
  public Grid grid() {
    return map.grid();
  }

  /**
   * The voxels of one region.
   *
   * @param region the region
   * @return a mask on the same grid
   */
  public Mask region(TumorRegion region) {
    boolean[] member = new boolean[LabelMap.MAX_LABEL + 1];
    for (int label : scheme.labels()) {
      member[label] = scheme.contains(region, label);
    }
    byte[] labels = map.data();
    boolean[] mask = new boolean[labels.length];
    for (int n = 0; n < labels.length; n++) {
      mask[n] = member[labels[n] & 0xff];
    }
    return Mask.wrap(map.grid(), mask);
  }

  /**
   * Counts the voxels of a region, without a mask of it.
   *
   * @param region a region
   * @return the number of voxels that belong to it
   */
  public int count(TumorRegion region) {
    int count = 0;
    for (Map.Entry<Integer, Integer> label : map.counts().entrySet()) {
      count += scheme.contains(region, label.getKey()) ? label.getValue() : 0;
    }
    return count;
  }

  /**
   * The labels within a mask; outside of it there is no tumour.
   *
   * @param mask on the same grid
   * @return a new segmentation
   * @throws OmnetException if the grids differ
   */
  public TumorLabels within(Mask mask) {
    map.grid().requireMatches(mask.grid(), "labels and mask");
    byte[] kept = map.data().clone();
    boolean[] in = mask.data();
    for (int n = 0; n < kept.length; n++) {
      kept[n] = in[n] ? kept[n] : 0;
    }
    return new TumorLabels(LabelMap.wrap(map.grid(), kept), scheme);
  }

  /**
   * The same regions in another encoding. From 2015, necrosis and non-enhancing core become one
   * label; the other way, that label becomes necrosis.
   *
   * @param target the encoding wanted
   * @return this, if it has that encoding already; else a new segmentation
   */
  public TumorLabels in(LabelScheme target) {
    if (target == scheme) {
      return this;
    }
    byte[] table = new byte[LabelMap.MAX_LABEL + 1];
    for (int label : scheme.labels()) {
      for (int candidate : target.labels()) {
        if (table[label] == 0 && sameRegions(label, target, candidate)) {
          table[label] = (byte) candidate;
        }
      }
    }
    byte[] labels = map.data();
    byte[] converted = new byte[labels.length];
    for (int n = 0; n < labels.length; n++) {
      converted[n] = table[labels[n] & 0xff];
    }
    return new TumorLabels(LabelMap.wrap(map.grid(), converted), target);
  }

  private boolean sameRegions(int label, LabelScheme target, int candidate) {
    for (TumorRegion region : TumorRegion.values()) {
      if (scheme.contains(region, label) != target.contains(region, candidate)) {
        return false;
      }
    }
    return true;
  }
}
