package io.github.omnet.core.metric;

import io.github.omnet.core.morphology.Connectivity;

/**
 * How lesions are told apart and matched for lesion-wise scores.
 *
 * @param neighbours which voxels one step of the dilation reaches
 * @param steps steps by which the reference is dilated, so that parts close to each other count as
 *     one lesion, and a prediction close to a lesion counts as touching it; at least 0
 * @param minimumVoxels reference lesions of fewer voxels are ignored, and so are predictions that
 *     touch only these
 * @param hd95 the distance taken per lesion
 * @param missedDistanceMm the distance of a missed lesion and of an invented one
 */
public record LesionRule(
    Connectivity neighbours, int steps, int minimumVoxels, Metric hd95, double missedDistanceMm) {
  /**
   * BraTS 2023 adult glioma, as its publication words it: dilation by 3 voxels with all 26
   * neighbours, lesions of at least 50 voxels, 374 mm for a miss.
   */
  public static final LesionRule BRATS2023 =
      new LesionRule(Connectivity.CORNERS, 3, 50, Hausdorff.HD95_MAX_DIRECTED, 374);

  /**
   * BraTS 2023 adult glioma, as the organisers' program computes: it dilates with 18 neighbours,
   * ignores lesions of exactly 50 voxels (at 1 mm) as well, and takes DeepMind's area-weighted
   * HD95.
   */
  public static final LesionRule BRATS2023_PROGRAM =
      new LesionRule(Connectivity.EDGES, 3, 51, Hausdorff.HD95_AREA_WEIGHTED, 374);

  /**
   * Refuses negative numbers.
   *
   * @param neighbours which voxels one step of the dilation reaches
   * @param steps steps of the dilation
   * @param minimumVoxels reference lesions of fewer voxels are ignored
   * @param hd95 the distance taken per lesion
   * @param missedDistanceMm the distance of a miss
   */
  public LesionRule {
    if (steps < 0 || minimumVoxels < 0 || !(missedDistanceMm >= 0)) {
      throw new IllegalArgumentException(
          "a lesion rule needs numbers from 0, found "
              + steps
              + " steps, "
              + minimumVoxels
              + " voxels, "
              + missedDistanceMm
              + " mm");
    }
  }
}
