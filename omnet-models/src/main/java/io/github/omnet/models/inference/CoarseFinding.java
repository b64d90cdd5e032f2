package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the coarse level of a two-level model finds in a subject.
 *
 * @param regions the probability of each region, on the grid of the coarse network
 * @param found where the complete tumour has a probability of {@link #POSSIBLE} or more, or the
 *     result has a label; on the same grid
 */
record CoarseFinding(Map<TumorRegion, Volume> regions, Mask found) {
  /** A voxel that is less probably tumour than this is none. */
  static final double POSSIBLE = 0.1;

  /** How far around what was found the fine level looks, in mm along each axis. */
  static final double MARGIN_MM = 16;

  /**
   * Looks at a result.
   *
   * @param labels after post-processing, on the network's grid
   * @param tasks the probabilities of all tasks, on the same grid
   */
  static CoarseFinding of(TumorLabels labels, List<ClassProbabilities> tasks) {
    Map<TumorRegion, Volume> regions = new RegionProbability(labels.scheme()).volumes(tasks);
    float[] whole = Objects.requireNonNull(regions.get(TumorRegion.WT)).data();
    byte[] label = labels.map().data();
    boolean[] found = new boolean[whole.length];
    for (int n = 0; n < found.length; n++) {
      found[n] = whole[n] >= POSSIBLE || label[n] != 0;
    }
    return new CoarseFinding(regions, Mask.wrap(labels.grid(), found));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Where the fine level looks: a box around each part of what was found, grown by the margin.
   *
   * @param fine grid of the fine network's input
   * @return a mask on that grid, outside of which the coarse result has no label
   */
  Mask windows(Grid fine) {
    boolean[] within = new boolean[fine.shape().voxels()];
    for (Components.Component part : Components.of(found, Connectivity.CORNERS).list()) {
      CoveredBox.around(part.box(), MARGIN_MM, found.grid(), fine)
          .ifPresent(box -> fill(box, within, fine));
    }
    return Mask.wrap(fine, within);
  }

  private static void fill(Box box, boolean[] within, Grid grid) {
    for (int z = box.z(); z < box.endZ(); z++) {
      for (int y = box.y(); y < box.endY(); y++) {
        int row = grid.shape().index(box.x(), y, z);
        Arrays.fill(within, row, row + box.shape().x(), true);
      }
    }
  }
}
