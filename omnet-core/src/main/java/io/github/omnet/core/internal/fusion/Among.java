package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.fusion.ClassProbabilities;

/** What a task says at one voxel of some of its classes. */
final class Among {
  private Among() {}

  /** The most probable of some classes; of equals the one named first. */
  static int best(ClassProbabilities task, int voxel, int[] classes) {
    int best = classes[0];
    for (int c : classes) {
      if (task.channel(c)[voxel] > task.channel(best)[voxel]) {
        best = c;
      }
    }
    return best;
  }

  /** The sum of some classes. */
  static float sum(ClassProbabilities task, int voxel, int[] classes) {
    float sum = 0;
    for (int c : classes) {
      sum += task.channel(c)[voxel];
    }
    return sum;
  }
}
