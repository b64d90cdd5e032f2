package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.fusion.ClassProbabilities;

/** How the class of one voxel follows from what the tasks say of it. */
interface VoxelRule {
  /** Returns whether task 1 finds tumour at a voxel. */
  boolean isTumour(ClassProbabilities task1, int voxel);

  /**
   * The class of a voxel that lies in the search area.
   *
   * @param tasks task 1, tasks 1 and 2, or all three
   * @param tumour whether task 1 finds tumour there
   */
  int classOf(ClassProbabilities[] tasks, int voxel, boolean tumour);
}
