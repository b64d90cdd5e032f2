package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.fusion.ClassProbabilities;

/** Every voxel gets its most probable class; a tie counts as no tumour and as not enhancing. */
final class MostProbableClass implements VoxelRule {
  private final TaskClasses classes;

  MostProbableClass(TaskClasses classes) {
    this.classes = classes;
  }

  @Override
  public boolean isTumour(ClassProbabilities task1, int voxel) {
    return Among.sum(task1, voxel, classes.tumour()) > Among.sum(task1, voxel, classes.other());
  }

  @Override
  public int classOf(ClassProbabilities[] tasks, int voxel, boolean tumour) {
    if (tasks.length == 1) {
      return tumour ? Among.best(tasks[0], voxel, classes.tumour()) : 0;
    }
    int id = tumourClass(tasks[1], voxel);
    if (tasks.length == 2 || !classes.isCore(id)) {
      return id;
    }
    boolean enhancing = tasks[2].channel(1)[voxel] > tasks[2].channel(0)[voxel];
    return enhancing ? classes.enhancing() : Among.best(tasks[1], voxel, classes.solidCore());
  }

  /** The most probable of all five classes, 0 if that is not tumour. */
  private int tumourClass(ClassProbabilities task, int voxel) {
    int other = Among.best(task, voxel, classes.other());
    int tumour = Among.best(task, voxel, classes.tumour());
    return task.channel(tumour)[voxel] > task.channel(other)[voxel] ? tumour : 0;
  }
}
