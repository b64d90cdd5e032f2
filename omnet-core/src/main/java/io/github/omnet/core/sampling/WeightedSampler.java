package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;

/** Draws patch centres with a probability proportional to the values of a map. */
final class WeightedSampler implements PatchSampler {
  private final Shape grid;
  private final int[] indices;

  /** Sum of the weights of the voxels up to and with each of {@link #indices}. */
  private final double[] upTo;

  private final Shape patch;
  private final long seed;

  private WeightedSampler(Shape grid, int[] indices, double[] upTo, Shape patch, long seed) {
    this.grid = grid;
    this.indices = indices;
    this.upTo = upTo;
    this.patch = patch;
    this.seed = seed;
  }

  /**
   * Draws by a map.
   *
   * @param weights how likely each voxel is to be a centre, relative to the others; at least 0 and
   *     finite, above 0 somewhere
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws OmnetException if a weight is negative or not finite, or all are 0
   */
  public static WeightedSampler over(Volume weights, Shape patch, long seed) {
    float[] data = weights.data();
    int[] indices = new int[data.length];
    double[] upTo = new double[data.length];
    int count = 0;
    double sum = 0;
    for (int n = 0; n < data.length; n++) {
      if (!(data[n] >= 0 && data[n] < Float.POSITIVE_INFINITY)) {
        throw new OmnetException(
            "weights must be at least 0 and finite, found " + data[n] + " at index " + n);
      }
      if (data[n] > 0) {
        sum += data[n];
        indices[count] = n;
        upTo[count++] = sum;
      }
    }
    if (count == 0) {
      throw new OmnetException("no voxel to centre a patch on: all weights are 0");
    }
    return new WeightedSampler(
        weights.shape(), Arrays.copyOf(indices, count), Arrays.copyOf(upTo, count), patch, seed);
  }

  @Override
  public Shape patchShape() {
    return patch;
  }

  @Override
  public Box patch(long n) {
    double drawn = CounterRandom.of(seed, n).nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, drawn);
    // The first voxel whose sum is above the number drawn.
    int chosen = Math.min(found >= 0 ? found + 1 : -found - 1, indices.length - 1);
    return Candidates.around(indices[chosen], grid, patch);
  }
}
