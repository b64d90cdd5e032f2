package io.github.omnet.core.fusion;

/** Every voxel gets its most probable class; a tie counts as no tumour and as not enhancing. */
final class MostProbableClass implements VoxelRule {
  private final TaskClasses classes;

  MostProbableClass(TaskClasses classes) {
    this.classes = classes;
  }

  @Override
  public boolean isTumour(ClassProbabilities task1, int voxel) {
    return task1.sum(voxel, classes.tumour()) > task1.sum(voxel, classes.other());
  }

  @Override
  public int classOf(ClassProbabilities[] tasks, int voxel, boolean tumour) {
    if (tasks.length == 1) {
      return tumour ? tasks[0].best(voxel, classes.tumour()) : 0;
    }
    int id = tumourClass(tasks[1], voxel);
    if (tasks.length == 2 || !classes.isCore(id)) {
      return id;
    }
    boolean enhancing = tasks[2].channel(1)[voxel] > tasks[2].channel(0)[voxel];
    return enhancing ? classes.enhancing() : tasks[1].best(voxel, classes.solidCore());
  }

  /** The most probable of all five classes, 0 if that is not tumour. */
  private int tumourClass(ClassProbabilities task, int voxel) {
    int other = task.best(voxel, classes.other());
    int tumour = task.best(voxel, classes.tumour());
    return task.channel(tumour)[voxel] > task.channel(other)[voxel] ? tumour : 0;
  }
}
