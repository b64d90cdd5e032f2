package io.github.omnet.core.fusion;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.subject.TumorRegion;
import java.util.EnumSet;
import java.util.Set;

/**
 * The probability from which on a voxel belongs to each tumour region. {@code {WT: 0.35}} finds a
 * larger complete tumour than 0.5 and leaves the core to the default.
 *
 * <p>A voxel belongs to a region if the region's probability reaches the threshold, compared as
 * 32-bit floats, and if the voxel belongs to the region around it:
 *
 * <ol>
 *   <li>The search area is where the sum of task 1's tumour classes reaches the threshold of WT,
 *       dilated by 5 voxels. Everything outside is background.
 *   <li>There a voxel is complete tumour if the sum of task 2's tumour classes reaches the
 *       threshold of WT, and background otherwise.
 *   <li>A voxel of the complete tumour is core if the sum of task 2's core classes reaches the
 *       threshold of TC. Otherwise it gets the most probable tumour class outside the core: oedema.
 *   <li>A voxel of the core is enhancing if task 3's probability of enhancing reaches the threshold
 *       of ET. Otherwise it gets the most probable class of the core that is not enhancing.
 * </ol>
 *
 * <p>Without task 2 its part is task 1's, without task 3 the probability of enhancing is that of
 * the class. {@code {WT: 0.35}}: a voxel of task 2 with background 0.6, oedema 0.25, necrosis 0.15
 * becomes oedema; of all five classes the most probable would be background. Thresholds of 0.5 are
 * not the rule without thresholds, which compares single classes of task 2.
 *
 * @param wt of the complete tumour, in (0, 1)
 * @param tc of the tumour core, in (0, 1)
 * @param et of enhancing tumour, in (0, 1)
 */
public record RegionThresholds(double wt, double tc, double et) {
  /** One half for each region. */
  public static final RegionThresholds HALF = new RegionThresholds(0.5, 0.5, 0.5);

  /**
   * Refuses what is no probability between 0 and 1.
   *
   * @param wt of the complete tumour
   * @param tc of the tumour core
   * @param et of enhancing tumour
   * @throws OmnetException if a threshold is not between 0 and 1, both excluded
   */
  public RegionThresholds {
    require(TumorRegion.WT, wt);
    require(TumorRegion.TC, tc);
    require(TumorRegion.ET, et);
  }

  private static void require(TumorRegion region, double threshold) {
    if (!((float) threshold > 0 && (float) threshold < 1)) {
      throw new OmnetException(
          "the threshold of "
              + region
              + " must be between 0 and 1, both excluded, found "
              + threshold);
    }
  }

  /**
   * Reads a text such as {@code WT=0.35} or {@code WT=0.35,ET=0.6}.
   *
   * @param text regions with their thresholds, separated by commas; 0.5 for regions it lacks
   * @return the thresholds
   * @throws OmnetException saying what is expected and what is found
   */
  public static RegionThresholds parse(String text) {
    RegionThresholds parsed = HALF;
    Set<TumorRegion> seen = EnumSet.noneOf(TumorRegion.class);
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", -1);
      try {
        TumorRegion region = TumorRegion.valueOf(pair[0].strip());
        if (pair.length != 2 || !seen.add(region)) {
          throw new IllegalArgumentException("not one number for each region");
        }
        parsed = parsed.with(region, Double.parseDouble(pair[1].strip()));
      } catch (IllegalArgumentException e) {
        throw new OmnetException(
            "thresholds are written as WT=0.35,TC=0.5,ET=0.5, each region at most once; found '"
                + text
                + "'",
            e);
      }
    }
    return parsed;
  }

  /**
   * These thresholds with another for one region.
   *
   * @param region which region
   * @param threshold in (0, 1)
   * @return new thresholds
   * @throws OmnetException if the threshold is not between 0 and 1, both excluded
   */
  public RegionThresholds with(TumorRegion region, double threshold) {
    return switch (region) {
      case WT -> new RegionThresholds(threshold, tc, et);
      case TC -> new RegionThresholds(wt, threshold, et);
      case ET -> new RegionThresholds(wt, tc, threshold);
    };
  }

  /**
   * The threshold of one region.
   *
   * @param region which region
   * @return in (0, 1)
   */
  public double of(TumorRegion region) {
    return switch (region) {
      case WT -> wt;
      case TC -> tc;
      case ET -> et;
    };
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return "WT=" + Texts.of(wt) + ",TC=" + Texts.of(tc) + ",ET=" + Texts.of(et);
  }
}
