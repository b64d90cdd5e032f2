package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.Arrays;

/**
 * Sets one channel to 0, as if its scan were missing, and so the channel that compares it with its
 * mirror image.
 *
 * @param channel from 0
 */
record ModalityDropout(int channel) implements Augmentation {
  static ModalityDropout read(Parameters text) {
    return new ModalityDropout(Math.toIntExact(text.whole("channel")));
  }

  @Override
  public void apply(Block block) {
    if (channel < 0 || channel >= block.intensityChannels()) {
      throw new IllegalArgumentException(
          "no channel " + channel + " in a block of " + block.intensityChannels());
    }
    clear(block, channel);
    int comparison = block.mirrors().comparison(channel);
    if (comparison != Block.NONE) {
      clear(block, comparison);
    }
  }

  private static void clear(Block block, int c) {
    int start = block.start(c);
    Arrays.fill(block.images(), start, start + block.shape().voxels(), 0);
  }

  @Override
  public String describe() {
    return Parameters.of("dropout").with("channel", channel).toString();
  }
}
