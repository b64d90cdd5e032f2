package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Optional;

/**
 * Labels of a subject whose voxels are finer than the network's. The probabilities, not the labels,
 * are interpolated, and fused on the subject's own grid: a border then runs where two classes are
 * equally probable, and not in steps of the coarse voxels. What post-processing has changed on the
 * coarse grid stays as it is there.
 */
final class FineLabels {
  /** Slices that are fused at a time, which bounds the memory. */
  private static final int SLAB = 16;

  /** A voxel and its 26 neighbours. */
  private static final Ball NEIGHBOURS = Ball.ofVoxels(1.8);

  private final FusedTasks fused;
  private final TumorLabels corrected;
  private final OmNetFusion fusion;
  private final Mask area;
  private final Mask changed;

  private FineLabels(FusedTasks fused, TumorLabels corrected, OmNetFusion fusion) {
    this.fused = fused;
    this.corrected = corrected;
    this.fusion = fusion;
    this.area = fusion.searchArea(fused.tasks().get(0));
    this.changed = changed(fused.labels().map(), corrected.map());
  }

  /**
   * Fuses on a finer grid.
   *
   * @param fine the subject's own grid
   * @param fused with the probabilities of all tasks, on the network's grid
   * @param corrected the labels after post-processing, on the network's grid
   * @param fusion the rule that the labels were fused by
   */
  static TumorLabels on(Grid fine, FusedTasks fused, TumorLabels corrected, OmNetFusion fusion) {
    return new FineLabels(fused, corrected, fusion).on(fine);
  }

  private static Mask changed(LabelMap before, LabelMap after) {
    byte[] old = before.data();
    byte[] now = after.data();
    boolean[] differs = new boolean[old.length];
    for (int n = 0; n < old.length; n++) {
      differs[n] = old[n] != now[n];
    }
    // A border between voxels reaches half a voxel into the neighbours.
    return Morphology.dilated(Mask.wrap(before.grid(), differs), NEIGHBOURS);
  }

  private TumorLabels on(Grid fine) {
    byte[] labels = new byte[fine.shape().voxels()];
    Optional<Box> box =
        Box.around(area).flatMap(coarse -> CoveredBox.of(coarse, area.grid(), fine));
    if (box.isPresent()) {
      Box all = box.get();
      for (int z = all.z(); z < all.endZ(); z += SLAB) {
        int depth = Math.min(SLAB, all.endZ() - z);
        Box slab = new Box(all.x(), all.y(), z, new Shape(all.shape().x(), all.shape().y(), depth));
        byte[] found = slab(fine.crop(slab));
        copy(found, slab, labels, fine.shape());
      }
    }
    return new TumorLabels(LabelMap.wrap(fine, labels), corrected.scheme());
  }

  private byte[] slab(Grid grid) {
    SpatialTransform resample = Transforms.resample(grid);
    byte[] votes =
        fusion.votes(
            fused.tasks().stream()
                .map(task -> interpolated(task, resample, grid))
                .toArray(ClassProbabilities[]::new));
    boolean[] within = resample.apply(area).data();
    boolean[] settled = resample.apply(changed).data();
    byte[] coarse =
        Transforms.resample(grid, Interpolation.LINEAR, LabelInterpolation.ONE_HOT)
            .apply(corrected.map())
            .data();
    LabelScheme scheme = corrected.scheme();
    byte[] labels = new byte[votes.length];
    for (int n = 0; n < votes.length; n++) {
      if (settled[n]) {
        labels[n] = coarse[n];
      } else if (within[n]) {
        labels[n] = (byte) scheme.labelOf(votes[n] >> 1);
      }
    }
    return labels;
  }

  private static ClassProbabilities interpolated(
      ClassProbabilities task, SpatialTransform resample, Grid grid) {
    float[][] channels = new float[task.classes()][];
    for (int id = 0; id < channels.length; id++) {
      channels[id] = resample.apply(Volume.wrap(task.grid(), task.channel(id))).data();
    }
    return ClassProbabilities.wrap(grid, channels);
  }

  private static void copy(byte[] from, Box box, byte[] to, Shape shape) {
    int width = box.shape().x();
    for (int k = 0; k < box.shape().z(); k++) {
      for (int j = 0; j < box.shape().y(); j++) {
        int source = (k * box.shape().y() + j) * width;
        int target = ((box.z() + k) * shape.y() + box.y() + j) * shape.x() + box.x();
        System.arraycopy(from, source, to, target, width);
      }
    }
  }
}
