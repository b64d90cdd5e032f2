package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The mean over several networks and over mirrored copies of each window: an ensemble, test-time
 * augmentation, or both.
 */
final class AveragingPredictor implements WindowPredictor {
  private final List<WindowPredictor> members;
  private final List<Flip> flips;

  /** Used again for every batch; made anew only for a larger one. */
  private float[] mirrored = {};

  private float[] squares = {};
  private float[][] one = {};

  AveragingPredictor(List<WindowPredictor> members, List<Flip> flips) {
    this.members = List.copyOf(members);
    this.flips = List.copyOf(flips);
  }

  @Override
  public List<Integer> classes() {
    return members.get(0).classes();
  }

  @Override
  public int leastBatch(Shape window) {
    return members.get(0).leastBatch(window);
  }

  @Override
  public boolean tellsVariance() {
    return true;
  }

  @Override
  public synchronized void probabilities(float[] input, Shape shape, float[][] output) {
    makeRoom(shape);
    for (float[] values : output) {
      Arrays.fill(values, 0);
    }
    int tasks = classes().size();
    float share = 1f / (members.size() * flips.size());
    for (Flip flip : flips) {
      float[] seen = mirrored(flip, input, shape);
      for (WindowPredictor member : members) {
        member.probabilities(seen, shape, one);
        for (int task = 0; task < tasks; task++) {
          Shape scores = withChannels(shape, classes().get(task));
          flip.addFlipped(one[task], scores, share, output[task]);
          sumSquares(one[task], scores);
          flip.addFlipped(squares, withChannels(shape, 1), share, output[tasks + task]);
        }
      }
    }
    for (int task = 0; task < tasks; task++) {
      // The mean of the squares less the square of the mean; rounding may take it below 0.
      sumSquares(output[task], withChannels(shape, classes().get(task)));
      float[] variance = output[tasks + task];
      int count = Math.toIntExact(withChannels(shape, 1).size());
      for (int n = 0; n < count; n++) {
        variance[n] = Math.max(0, variance[n] - squares[n]);
      }
    }
  }

  private void makeRoom(Shape shape) {
    if (mirrored.length < shape.size()) {
      mirrored = new float[Math.toIntExact(shape.size())];
      squares = new float[Math.toIntExact(withChannels(shape, 1).size())];
      one = members.get(0).newOutput(shape);
    }
  }

  private float[] mirrored(Flip flip, float[] input, Shape shape) {
    if (flip.equals(Flip.NONE)) {
      return input;
    }
    Arrays.fill(mirrored, 0);
    flip.addFlipped(input, shape, 1, mirrored);
    return mirrored;
  }

  /** The squares of values N, C, D, H, W summed over C. */
  private void sumSquares(float[] values, Shape shape) {
    int channels = Math.toIntExact(shape.get(1));
    int voxels = Math.toIntExact(shape.size() / shape.get(0) / channels);
    for (int batch = 0; batch < shape.get(0); batch++) {
      int to = batch * voxels;
      Arrays.fill(squares, to, to + voxels, 0);
      for (int c = 0; c < channels; c++) {
        int from = (batch * channels + c) * voxels;
        for (int n = 0; n < voxels; n++) {
          squares[to + n] += values[from + n] * values[from + n];
        }
      }
    }
  }

  private static Shape withChannels(Shape shape, long channels) {
    return new Shape(shape.get(0), channels, shape.get(2), shape.get(3), shape.get(4));
  }

  @Override
  public void close() {
    members.forEach(WindowPredictor::close);
  }
}
