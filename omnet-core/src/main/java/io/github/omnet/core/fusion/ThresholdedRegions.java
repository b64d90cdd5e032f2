package io.github.omnet.core.fusion;

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
    return task1.sum(voxel, classes.tumour()) >= complete;
  }

  @Override
  public int classOf(ClassProbabilities[] tasks, int voxel, boolean tumour) {
    // Task 2 knows the classes; a network of one task has only its first.
    ClassProbabilities ofClasses = tasks[Math.min(1, tasks.length - 1)];
    if (ofClasses.sum(voxel, classes.tumour()) < complete) {
      return 0;
    }
    if (ofClasses.sum(voxel, classes.core()) < core) {
      return ofClasses.best(voxel, classes.outsideCore());
    }
    float found =
        tasks.length > 2
            ? tasks[2].channel(1)[voxel]
            : ofClasses.channel(classes.enhancing())[voxel];
    return found >= enhancing ? classes.enhancing() : ofClasses.best(voxel, classes.solidCore());
  }
}
