package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The mean over several networks and over mirrored copies of each window: an ensemble, test-time
 * augmentation, or both.
 */
final class AveragingPredictor implements WindowPredictor {
  private final List<WindowPredictor> members;
  private final List<Flip> flips;

  AveragingPredictor(List<WindowPredictor> members, List<Flip> flips) {
    this.members = List.copyOf(members);
    this.flips = List.copyOf(flips);
  }

  @Override
  public List<Integer> classes() {
    return members.get(0).classes();
  }

  @Override
  public boolean tellsVariance() {
    return true;
  }

  @Override
  public float[][] probabilities(float[] input, Shape shape) {
    int tasks = classes().size();
    long positions = shape.size() / shape.get(1);
    float[][] output = new float[2 * tasks][];
    for (int task = 0; task < tasks; task++) {
      output[task] = new float[Math.toIntExact(positions * classes().get(task))];
      output[tasks + task] = new float[Math.toIntExact(positions)];
    }
    float share = 1f / (members.size() * flips.size());
    for (Flip flip : flips) {
      float[] flipped = flip.apply(input, shape);
      for (WindowPredictor member : members) {
        float[][] one = member.probabilities(flipped, shape);
        for (int task = 0; task < tasks; task++) {
          flip.addFlipped(one[task], shape, share, output[task]);
          flip.addFlipped(
              squares(one[task], classes().get(task), shape), shape, share, output[tasks + task]);
        }
      }
    }
    for (int task = 0; task < tasks; task++) {
      // The mean of the squares less the square of the mean; rounding may take it below 0.
      float[] ofMean = squares(output[task], classes().get(task), shape);
      float[] variance = output[tasks + task];
      for (int n = 0; n < variance.length; n++) {
        variance[n] = Math.max(0, variance[n] - ofMean[n]);
      }
    }
    return output;
  }

  /** The squares of N, classes, D, H, W summed over the classes. */
  private static float[] squares(float[] values, int classes, Shape shape) {
    int voxels = Math.toIntExact(shape.size() / shape.get(0) / shape.get(1));
    float[] sums = new float[values.length / classes];
    for (int n = 0; n < values.length; n++) {
      int batch = n / (classes * voxels);
      sums[batch * voxels + n % voxels] += values[n] * values[n];
    }
    return sums;
  }

  @Override
  public void close() {
    members.forEach(WindowPredictor::close);
  }
}
