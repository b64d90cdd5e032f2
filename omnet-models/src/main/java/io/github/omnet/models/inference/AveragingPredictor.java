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
  public float[][] probabilities(float[] input, Shape shape) {
    float[][] mean = null;
    float share = 1f / (members.size() * flips.size());
    for (Flip flip : flips) {
      float[] flipped = flip.apply(input, shape);
      for (WindowPredictor member : members) {
        float[][] one = member.probabilities(flipped, shape);
        if (mean == null) {
          mean = zerosLike(one);
        }
        for (int task = 0; task < one.length; task++) {
          flip.addFlipped(one[task], shape, share, mean[task]);
        }
      }
    }
    if (mean == null) {
      throw new IllegalStateException("an ensemble without members");
    }
    return mean;
  }

  private static float[][] zerosLike(float[][] arrays) {
    float[][] zeros = new float[arrays.length][];
    for (int n = 0; n < arrays.length; n++) {
      zeros[n] = new float[arrays[n].length];
    }
    return zeros;
  }

  @Override
  public void close() {
    members.forEach(WindowPredictor::close);
  }
}
