package io.github.omnet.core.postprocess;

import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one rule made of a segmentation.
 *
 * @param rule name of the rule
 * @param labels the labels after it
 * @param changedVoxels voxels whose label changed
 * @param change by how many voxels each region grew; negative where it shrank
 * @param explanation what was found, with the numbers that decided, in one line
 */
public record Correction(
    String rule,
    TumorLabels labels,
    int changedVoxels,
    Map<TumorRegion, Integer> change,
    String explanation) {
  /**
   * Takes a copy of the changes.
   *
   * @param rule name of the rule
   * @param labels the labels after it
   * @param changedVoxels voxels whose label changed
   * @param change by how many voxels each region grew
   * @param explanation what was found
   */
  public Correction {
    change = Collections.unmodifiableMap(new EnumMap<>(change));
  }

  /** Nothing to correct. */
  static Correction none(String rule, TumorLabels labels, String explanation) {
    return between(rule, labels, labels, explanation);
  }

  /**
   * Counts what changed.
   *
   * @param rule name of the rule
   * @param before the labels that the rule was given
   * @param after the labels that it leaves, on the same grid and in the same scheme
   * @param explanation what was found, with the numbers that decided, in one line
   * @return the correction
   */
  public static Correction between(
      String rule, TumorLabels before, TumorLabels after, String explanation) {
    byte[] old = before.map().data();
    byte[] now = after.map().data();
    int changed = 0;
    Map<TumorRegion, Integer> change = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      change.put(region, 0);
    }
    for (int n = 0; n < old.length; n++) {
      if (old[n] != now[n]) {
        changed++;
        for (TumorRegion region : TumorRegion.values()) {
          int was = before.scheme().contains(region, old[n] & 0xff) ? 1 : 0;
          int is = after.scheme().contains(region, now[n] & 0xff) ? 1 : 0;
          change.merge(region, is - was, Integer::sum);
        }
      }
    }
    return new Correction(rule, after, changed, change, explanation);
  }

  @Override
  public String toString() {
    return rule + ": " + changedVoxels + " voxels changed " + change + "; " + explanation;
  }
}
