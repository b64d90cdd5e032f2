package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.random.CounterRandom;

/**
 * Adds independent normal noise to the foreground of every channel.
 *
 * @param seed names the noise
 * @param deviation standard deviation, in the unit of the images, at least 0
 */
record Noise(long seed, double deviation) implements Augmentation {
  /**
   * Refuses a negative deviation.
   *
   * @param seed names the noise
   * @param deviation standard deviation
   */
  public Noise {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException("deviation must be at least 0, found " + deviation);
    }
  }

  static Noise read(Parameters text) {
    return new Noise(text.whole("seed"), text.number("deviation"));
  }

  @Override
  public void apply(Block block) {
    for (int c = 0; c < block.intensityChannels(); c++) {
      CounterRandom random = CounterRandom.of(seed, c);
      int channel = c;
      Foregrounds.locally(block, c, () -> add(block, channel, random));
    }
  }

  private void add(Block block, int channel, CounterRandom random) {
    float[] images = block.images();
    int end = block.start(channel) + block.shape().voxels();
    for (int n = block.start(channel); n < end; n++) {
      if (images[n] != 0) {
        images[n] = (float) (images[n] + deviation * random.nextGaussian());
      }
    }
  }

  @Override
  public String describe() {
    return Parameters.of("noise").with("seed", seed).with("deviation", deviation).toString();
  }
}
