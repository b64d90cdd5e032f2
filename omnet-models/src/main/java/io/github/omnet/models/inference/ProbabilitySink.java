package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.List;

/** Keeps every channel of the whole volume, for those who ask for probabilities. */
final class ProbabilitySink implements SliceSink {
  private final Grid grid;
  private final List<Integer> outputs;
  private final int tasks;
  private final float[][] channels;

  ProbabilitySink(Grid grid, WindowPredictor predictor) {
    this.grid = grid;
    this.outputs = predictor.channels();
    this.tasks = predictor.classes().size();
    int count = outputs.stream().mapToInt(Integer::intValue).sum();
    this.channels = new float[count][grid.shape().voxels()];
  }

  @Override
  public void accept(int z, float[][] slices) {
    for (int c = 0; c < channels.length; c++) {
      System.arraycopy(slices[c], 0, channels[c], z * slices[c].length, slices[c].length);
    }
  }

  List<ClassProbabilities> tasks() {
    List<ClassProbabilities> probabilities = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      probabilities.add(
          ClassProbabilities.wrap(grid, SlidingWindow.channelsOf(channels, outputs, task)));
    }
    return probabilities;
  }

  /** Of each task, if the predictor tells them; else empty. */
  List<Volume> variances() {
    List<Volume> variances = new ArrayList<>();
    for (int output = tasks; output < outputs.size(); output++) {
      variances.add(Volume.wrap(grid, SlidingWindow.channelsOf(channels, outputs, output)[0]));
    }
    return variances;
  }
}
