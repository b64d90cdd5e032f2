package io.github.omnet.core.augment;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;

/** A distribution over augmentations of one kind. */
@FunctionalInterface
public interface RandomAugmentation {
  /**
   * Draws one.
   *
   * @param random where chance comes from; the draw depends on nothing else random
   * @param channels channels of the block that are images, {@link Block#intensityChannels()}
   * @param shape extent of that block
   * @return the augmentation, with everything random fixed
   */
  Augmentation draw(CounterRandom random, int channels, Shape shape);
}
