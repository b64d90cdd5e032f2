package io.github.omnet.core.augment;

import java.util.function.DoubleUnaryOperator;

/** Changes of a channel's values that leave its background, exactly 0, as it is. */
final class Foregrounds {
  private Foregrounds() {}

  static void map(Block block, int channel, DoubleUnaryOperator function) {
    float[] data = block.images();
    int start = block.start(channel);
    int end = start + block.shape().voxels();
    for (int n = start; n < end; n++) {
      if (data[n] != 0) {
        data[n] = (float) function.applyAsDouble(data[n]);
      }
    }
  }

  static void requireChannels(Block block, int channels, Augmentation augmentation) {
    if (block.intensityChannels() != channels) {
      throw new IllegalArgumentException(
          augmentation.describe()
              + " is for "
              + channels
              + " channels of intensities, the block has "
              + block.intensityChannels());
    }
  }
}
