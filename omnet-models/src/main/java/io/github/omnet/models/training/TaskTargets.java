package io.github.omnet.models.training;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;

/**
 * What one task should say of a batch: for each of its patches the class of every voxel, and
 * whether the patch counts.
 */
final class TaskTargets {
  private final int task;
  private final int classes;
  private final boolean[] counting;
  private final boolean binary;
  private final LabelScheme scheme;

  /**
   * Follows the rule for one task.
   *
   * @param task from 0; the last of three learns "enhancing or not"
   */
  TaskTargets(TaskBatch batch, int task, int classes, TransferRule rule, LabelScheme scheme) {
    this.task = task;
    this.classes = classes;
    this.scheme = scheme;
    this.binary = task == 2;
    this.counting = rule.counting(batch, task, scheme);
  }

  /** Voxels that enter the loss. */
  long countingVoxels(TaskBatch batch) {
    long patches = 0;
    for (boolean counts : counting) {
      patches += counts ? 1 : 0;
    }
    return patches * batch.patch().voxels();
  }

  /** Patches that the task's head sees: those of its own stream and of all before. */
  int seen(TaskBatch batch) {
    int[] streams = batch.streams();
    int seen = 0;
    for (int s = 0; s <= task && s < streams.length; s++) {
      seen += streams[s];
    }
    return seen;
  }

  /**
   * One-hot targets of the patches seen, N, classes, D, H, W with x fastest: {@code weight} at the
   * true class of a voxel that counts, 0 elsewhere.
   */
  float[] weighted(TaskBatch batch, float weight) {
    int voxels = batch.patch().voxels();
    int seen = seen(batch);
    float[] target = new float[seen * classes * voxels];
    for (int patch = 0; patch < seen; patch++) {
      if (counting[patch]) {
        int from = patch * voxels;
        int to = patch * classes * voxels;
        for (int v = 0; v < voxels; v++) {
          target[to + taskClass(batch.classes()[from + v]) * voxels + v] = weight;
        }
      }
    }
    return target;
  }

  private int taskClass(int classId) {
    if (!binary) {
      return classId;
    }
    return scheme.contains(TumorRegion.ET, scheme.labelOf(classId)) ? 1 : 0;
  }
}
