package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;
import java.util.List;

/**
 * Makes channels as coarse along one axis as if they had been scanned in thicker slices: each line
 * along the axis is averaged over cells of that many voxels, and read back linearly between the
 * middles of the cells. Only foreground counts; background stays 0.
 *
 * @param axis 0, 1 or 2: along x, y or z
 * @param factors voxels that become one, one number per channel, at least 1; 1 leaves the channel
 *     as it is
 */
record LowResolution(int axis, List<Double> factors) implements Augmentation {
  /**
   * Refuses other axes, and factors below 1.
   *
   * @param axis 0, 1 or 2
   * @param factors one per channel
   */
  public LowResolution {
    factors = List.copyOf(factors);
    if (axis < 0 || axis > 2) {
      throw new IllegalArgumentException("axis must be 0 to 2, found " + axis);
    }
    if (factors.stream().anyMatch(f -> !(f >= 1 && f < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException("factors must be at least 1, found " + factors);
    }
  }

  static LowResolution read(Parameters text) {
    return new LowResolution(
        "xyz".indexOf(text.word("axis")), ScaleShift.list(text.numbers("factors", -1)));
  }

  @Override
  public void apply(Block block) {
    Foregrounds.requireChannels(block, factors.size(), this);
    Shape s = block.shape();
    int length = s.axis(axis);
    int stride = axis == 0 ? 1 : axis == 1 ? s.x() : s.x() * s.y();
    for (int c = 0; c < block.intensityChannels(); c++) {
      int cells = (int) Math.max(1, Math.rint(length / factors.get(c)));
      if (cells < length) {
        int start = block.start(c);
        Foregrounds.locally(
            block,
            c,
            () -> {
              for (int n = 0; n < s.voxels(); n++) {
                if (n / stride % length == 0) {
                  line(block.images(), start + n, stride, length, cells);
                }
              }
            });
      }
    }
  }

  private static void line(float[] images, int start, int stride, int length, int cells) {
    double[] sums = new double[cells];
    int[] counts = new int[cells];
    for (int n = 0; n < length; n++) {
      float value = images[start + n * stride];
      if (value != 0) {
        int cell = (int) ((n + 0.5) * cells / length);
        sums[cell] += value;
        counts[cell]++;
      }
    }
    for (int n = 0; n < length; n++) {
      int at = start + n * stride;
      if (images[at] != 0) {
        double place = (n + 0.5) * cells / length - 0.5;
        int low = (int) Math.max(0, Math.floor(place));
        int high = Math.min(low + 1, cells - 1);
        double part = Math.min(Math.max(place - low, 0), 1);
        double ofLow = counts[low] == 0 ? 0 : 1 - part;
        double ofHigh = counts[high] == 0 ? 0 : part;
        // The voxel's own cell is one of the two, so they are not both empty.
        double sum =
            (ofLow == 0 ? 0 : ofLow * sums[low] / counts[low])
                + (ofHigh == 0 ? 0 : ofHigh * sums[high] / counts[high]);
        images[at] = (float) (sum / (ofLow + ofHigh));
      }
    }
  }

  @Override
  public String describe() {
    return Parameters.of("lowResolution")
        .with("axis", String.valueOf("xyz".charAt(axis)))
        .with("factors", ScaleShift.array(factors))
        .toString();
  }
}
