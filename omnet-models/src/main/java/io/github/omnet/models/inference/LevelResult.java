package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one level of a model made of a subject, on the grid of its network, and the ways back.
 *
 * @param prepared what the network saw
 * @param fused what it said
 * @param corrected what post-processing left of that
 */
record LevelResult(PreparedSubject prepared, FusedTasks fused, PostProcessing.Result corrected) {
  /** Voxel sizes from headers are equal up to rounding. */
  private static final double LESS_THAN_EQUAL = 0.99;

  /** Whether voxels are smaller than those that the network sees. */
  static boolean isFiner(Spacing own, Spacing ofNetwork) {
    return own.voxelVolume() < LESS_THAN_EQUAL * ofNetwork.voxelVolume();
  }

  /** Whether a grid's voxels are smaller than those of a prepared subject. */
  static boolean isFiner(Grid own, PreparedSubject prepared) {
    return isFiner(own.spacing(), prepared.brain().grid().spacing());
  }

  /** Where the next level has to look; the probabilities of all tasks must have been kept. */
  CoarseFinding finding() {
    return CoarseFinding.of(corrected.labels(), fused.tasks());
  }

  Quality quality() {
    return fused.regions().of(corrected.labels());
  }

  /**
   * The labels on the subject's own grid.
   *
   * @param own that grid
   * @param fusion the rule that the labels were fused by
   */
  TumorLabels on(Grid own, OmNetFusion fusion) {
    TumorLabels labels = corrected.labels();
    return isFiner(own, prepared)
        ? FineLabels.on(own, fused, labels, fusion)
        : new TumorLabels(prepared.spatial().toOriginal(labels.map()), labels.scheme());
  }

  /** The probabilities that were kept, on the subject's own grid. */
  List<TaskProbabilities> probabilities() {
    List<TaskProbabilities> restored = new ArrayList<>();
    for (ClassProbabilities task : fused.tasks()) {
      List<Volume> classes = new ArrayList<>();
      for (int id = 0; id < task.classes(); id++) {
        classes.add(prepared.spatial().toOriginal(Volume.wrap(task.grid(), task.channel(id))));
      }
      Optional<Volume> variance =
          fused.variances().stream()
              .skip(restored.size())
              .findFirst()
              .map(prepared.spatial()::toOriginal);
      restored.add(new TaskProbabilities(restored.size() + 1, classes, variance));
    }
    return restored;
  }
}
