package io.github.omnet.core.fusion;

import io.github.omnet.core.volume.Grid;

/**
 * What one task of the network says about every voxel of an image: one channel per class, each with
 * a value per voxel, x fastest, on one grid. The values are probabilities, or anything that
 * compares and adds like them: fusion only sums channels of one voxel and compares the sums.
 */
public final class ClassProbabilities {
  private final Grid grid;
  private final float[][] channels;

  private ClassProbabilities(Grid grid, float[][] channels) {
    this.grid = grid;
    this.channels = channels;
  }

  /**
   * Wraps arrays without copying; the caller gives them up.
   *
   * @param grid where the voxels lie
   * @param channels one array per class id, from 0, each with one value per voxel, x fastest
   * @return the probabilities
   * @throws IllegalArgumentException if there are fewer than two classes, or an array has not as
   *     many values as the grid has voxels
   */
  public static ClassProbabilities wrap(Grid grid, float[]... channels) {
    if (channels.length < 2) {
      throw new IllegalArgumentException(
          "a task tells at least two classes apart, found " + channels.length + " channels");
    }
    for (int c = 0; c < channels.length; c++) {
      if (channels[c].length != grid.shape().voxels()) {
        throw new IllegalArgumentException(
            "class "
                + c
                + " needs "
                + grid.shape().voxels()
                + " values on a grid of "
                + grid.shape()
                + ", found "
                + channels[c].length);
      }
    }
    return new ClassProbabilities(grid, channels.clone());
  }

  /**
   * Returns the grid of the voxels.
   *
   * @return the grid
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Number of classes.
   *
   * @return at least 2
   */
  public int classes() {
    return channels.length;
  }

  /**
   * One channel, shared, not to be changed.
   *
   * @param classId from 0
   * @return one value per voxel, x fastest: the array itself
   */
  public float[] channel(int classId) {
    return channels[classId];
  }
}
