package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.volume.Grid;
import java.util.ArrayList;
import java.util.List;

/** Keeps every channel of the whole volume, for those who ask for probabilities. */
final class ProbabilitySink implements SliceSink {
  private final Grid grid;
  private final List<Integer> classes;
  private final float[][] channels;

  ProbabilitySink(Grid grid, List<Integer> classes) {
    this.grid = grid;
    this.classes = classes;
    int count = classes.stream().mapToInt(Integer::intValue).sum();
    this.channels = new float[count][grid.shape().voxels()];
  }

  @Override
  public void accept(int z, float[][] slices) {
    for (int c = 0; c < channels.length; c++) {
      System.arraycopy(slices[c], 0, channels[c], z * slices[c].length, slices[c].length);
    }
  }

  List<ClassProbabilities> tasks() {
    List<ClassProbabilities> tasks = new ArrayList<>();
    for (int task = 0; task < classes.size(); task++) {
      tasks.add(ClassProbabilities.wrap(grid, SlidingWindow.channelsOf(channels, classes, task)));
    }
    return tasks;
  }
}
