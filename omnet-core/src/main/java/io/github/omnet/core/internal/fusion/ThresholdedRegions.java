package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.RegionThresholds;

/**
 * Regions by their probabilities, from the outermost to the innermost; within the region that is
 * found, the most probable class. Thresholds are compared as 32-bit floats, like probabilities.
 */
final class ThresholdedRegions implements VoxelRule {
  private final TaskClasses classes;
  private final float complete;
  private final float core;
  private final float enhancing;

  ThresholdedRegions(TaskClasses classes, RegionThresholds thresholds) {
    this.classes = classes;
    this.complete = (float) thresholds.wt();
    this.core = (float) thresholds.tc();
    this.enhancing = (float) thresholds.et();
  }

  @Override
  public boolean isTumour(ClassProbabilities task1, int voxel) {
    return Among.sum(task1, voxel, classes.tumour()) >= complete;
  }

  @Override
  public int classOf(ClassProbabilities[] tasks, int voxel, boolean tumour) {
    // Task 2 knows the classes; a network of one task has only its first.
    ClassProbabilities ofClasses = tasks[Math.min(1, tasks.length - 1)];
    if (Among.sum(ofClasses, voxel, classes.tumour()) < complete) {
      return 0;
    }
    if (Among.sum(ofClasses, voxel, classes.core()) < core) {
      return Among.best(ofClasses, voxel, classes.outsideCore());
    }
    float found =
        tasks.length > 2
            ? tasks[2].channel(1)[voxel]
            : ofClasses.channel(classes.enhancing())[voxel];
    return found >= enhancing
        ? classes.enhancing()
        : Among.best(ofClasses, voxel, classes.solidCore());
  }
}
