package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import java.util.List;

/**
 * Keeps of each finished slice one byte per voxel, which is all that fusion needs, and hands the
 * slice on to what tells the quality.
 */
final class VoteSink implements SliceSink {
  private final OmNetFusion fusion;
  private final List<Integer> classes;
  private final Grid slice;
  private final byte[] votes;
  private final RegionEvidence regions;

  VoteSink(Grid grid, OmNetFusion fusion, List<Integer> classes, RegionEvidence regions) {
    this.fusion = fusion;
    this.classes = classes;
    this.regions = regions;
    this.slice = new Grid(new Shape(grid.shape().x(), grid.shape().y(), 1), grid.affine());
    this.votes = new byte[grid.shape().voxels()];
  }

  @Override
  public void accept(int z, float[][] channels) {
    ClassProbabilities[] tasks = new ClassProbabilities[classes.size()];
    for (int task = 0; task < tasks.length; task++) {
      tasks[task] =
          ClassProbabilities.wrap(slice, SlidingWindow.channelsOf(channels, classes, task));
    }
    byte[] sliceVotes = fusion.votes(tasks);
    System.arraycopy(sliceVotes, 0, votes, z * sliceVotes.length, sliceVotes.length);
    regions.add(z * sliceVotes.length, List.of(tasks));
  }

  byte[] votes() {
    return votes;
  }
}
