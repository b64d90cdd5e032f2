package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transforms;
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

  /**
   * The probabilities that were kept, on the subject's own grid.
   *
   * @param before what was kept of the coarse level, with its probabilities, if this is the result
   *     of a fine one: where the fine level did not look, the coarse probabilities stand
   */
  List<TaskProbabilities> probabilities(Optional<CoarseResult> before) {
    List<TaskProbabilities> restored = new ArrayList<>();
    for (ClassProbabilities task : fused.tasks()) {
      int index = restored.size();
      Optional<ClassProbabilities> coarse =
          before
              .flatMap(level -> at(level.tasks(), index))
              .filter(level -> level.classes() == task.classes());
      List<Volume> classes = new ArrayList<>();
      for (int id = 0; id < task.classes(); id++) {
        int channel = id;
        classes.add(
            restored(
                Volume.wrap(task.grid(), task.channel(id)),
                coarse.map(level -> Volume.wrap(level.grid(), level.channel(channel)))));
      }
      Optional<Volume> variance =
          at(fused.variances(), index)
              .map(own -> restored(own, before.flatMap(level -> at(level.variances(), index))));
      restored.add(new TaskProbabilities(index + 1, classes, variance));
    }
    return restored;
  }

  private static <T> Optional<T> at(List<T> ofTasks, int index) {
    return ofTasks.stream().skip(index).findFirst();
  }

  /** On the subject's own grid, with another level's values where this one did not look. */
  private Volume restored(Volume own, Optional<Volume> before) {
    if (before.isEmpty()) {
      return prepared.spatial().toOriginal(own);
    }
    float[] both = Transforms.resample(own.grid()).apply(before.get()).copyOfData();
    boolean[] asked = prepared.brain().data();
    for (int n = 0; n < both.length; n++) {
      both[n] = asked[n] ? own.data()[n] : both[n];
    }
    return prepared.spatial().toOriginal(Volume.wrap(own.grid(), both));
  }
}
