package io.github.omnet.core.augment;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Changes of a channel's values that leave its background, exactly 0, as it is. */
final class Foregrounds {
  private Foregrounds() {}

  /** Changes an image and its mirror image, with which another channel compares it, alike. */
  static void map(Block block, int channel, DoubleUnaryOperator function) {
    int comparison = block.comparison(channel);
    if (comparison != Block.NONE) {
      mapComparison(block, channel, comparison, function);
    }
    float[] data = block.images();
    int start = block.start(channel);
    int end = start + block.shape().voxels();
    for (int n = start; n < end; n++) {
      if (data[n] != 0) {
        data[n] = (float) function.applyAsDouble(data[n]);
      }
    }
  }

  /** From {@code x - m} to {@code f(x) - f(m)}. */
  private static void mapComparison(
      Block block, int channel, int comparison, DoubleUnaryOperator function) {
    float[] data = block.images();
    int start = block.start(channel);
    int at = block.start(comparison);
    for (int n = 0; n < block.shape().voxels(); n++) {
      float value = data[start + n];
      if (value != 0) {
        double mirror = (double) value - data[at + n];
        data[at + n] = (float) (function.applyAsDouble(value) - function.applyAsDouble(mirror));
      }
    }
  }

  /**
   * Makes a change of an image that says nothing of the other side of the head, and changes the
   * channel that compares both by as much.
   */
  static void locally(Block block, int channel, Runnable change) {
    int comparison = block.comparison(channel);
    if (comparison == Block.NONE) {
      change.run();
      return;
    }
    float[] data = block.images();
    int start = block.start(channel);
    float[] before = Arrays.copyOfRange(data, start, start + block.shape().voxels());
    change.run();
    int at = block.start(comparison);
    for (int n = 0; n < before.length; n++) {
      data[at + n] += data[start + n] - before[n];
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
