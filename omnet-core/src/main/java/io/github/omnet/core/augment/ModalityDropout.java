package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.Arrays;

/**
 * Sets one channel to 0, as if its scan were missing.
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
    int start = block.start(channel);
    Arrays.fill(block.images(), start, start + block.shape().voxels(), 0);
  }

  @Override
  public String describe() {
    return Parameters.of("dropout").with("channel", channel).toString();
  }
}
