package io.github.omnet.core.augment;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.DoubleUnaryOperator;

/** Changes of a channel's values that leave its background, exactly 0, as it is. */
final class Foregrounds {
  /** With less of tumour in a mirror image its mean says nothing. */
  private static final double LEAST_SHARE = 1e-3;

  private Foregrounds() {}

  /** Changes an image and its mirror image, with which another channel compares it, alike. */
  static void map(Block block, int channel, DoubleUnaryOperator function) {
    int comparison = block.mirrors().comparison(channel);
    if (comparison != Block.NONE) {
      mapComparison(block, channel, comparison, function);
      mapTumor(block, channel, function);
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

  /** The values that {@link #map} maps: of an image and of its mirror image. */
  static DoubleSummaryStatistics values(Block block, int channel) {
    int comparison = block.mirrors().comparison(channel);
    float[] data = block.images();
    int start = block.start(channel);
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    for (int n = 0; n < block.shape().voxels(); n++) {
      float value = data[start + n];
      if (value != 0) {
        values.accept(value);
        if (comparison != Block.NONE) {
          values.accept((double) value - data[block.start(comparison) + n]);
        }
      }
    }
    return values;
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

  /** The mean of the tumour's values, by its share of the mirror image. */
  private static void mapTumor(Block block, int channel, DoubleUnaryOperator function) {
    int tumor = block.mirrors().tumor(channel);
    if (tumor == Block.NONE) {
      return;
    }
    float[] data = block.images();
    int at = block.start(tumor);
    int share = block.start(block.mirrors().share());
    for (int n = 0; n < block.shape().voxels(); n++) {
      double part = data[share + n];
      if (part > LEAST_SHARE) {
        data[at + n] = (float) (part * function.applyAsDouble(data[at + n] / part));
      }
    }
  }

  /**
   * Multiplies the difference of the tumour from a mean by {@code 1 + change} in the mirror image,
   * where its part in that is known.
   */
  static void changeMirroredTumor(Block block, int channel, double mean, double change) {
    int tumor = block.mirrors().tumor(channel);
    int comparison = block.mirrors().comparison(channel);
    if (tumor == Block.NONE || comparison == Block.NONE) {
      return;
    }
    float[] data = block.images();
    int start = block.start(channel);
    int at = block.start(tumor);
    int share = block.start(block.mirrors().share());
    for (int n = 0; n < block.shape().voxels(); n++) {
      if (data[start + n] != 0) {
        float more = (float) (change * (data[at + n] - mean * data[share + n]));
        data[block.start(comparison) + n] -= more;
        data[at + n] += more;
      }
    }
  }

  /**
   * Makes a change of an image that says nothing of the other side of the head, and changes the
   * channel that compares both by as much.
   */
  static void locally(Block block, int channel, Runnable change) {
    int comparison = block.mirrors().comparison(channel);
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
