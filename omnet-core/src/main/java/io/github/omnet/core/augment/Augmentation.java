package io.github.omnet.core.augment;

import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.Shape;

/**
 * One drawn change: everything random about it is fixed. Immutable and safe to share between
 * threads. {@link Augmentations#parse} makes it again from its text.
 *
 * <p>Background, the voxels of a channel that are exactly 0, stays 0 under every change of
 * intensities. Changes of geometry move all channels of a block; changes of intensities are
 * confined to its first {@link Block#intensityChannels()}.
 */
public interface Augmentation {
  /**
   * Changes images and labels in place.
   *
   * @param block what to change
   */
  void apply(Block block);

  /**
   * How far beyond the block it would like to see, so that nothing from outside is missing: readers
   * of patches read that much more on every side and cut it off afterwards.
   *
   * @param shape extent of the block
   * @return voxels, 0 for most
   */
  default int margin(Shape shape) {
    return 0;
  }

  /**
   * Whether it changes the tumour and no other tissue, so that the channels that compare images
   * with their mirror images change opposite to the tumour too. Readers of patches then add what it
   * needs for that; see {@link Block#withMirroredTumor}.
   *
   * @return false for most
   */
  default boolean changesTumor() {
    return false;
  }

  /**
   * Changes a block that is larger by a margin than what is wanted, and gives the middle. Of a
   * change without margin this is {@link #apply} and a cut; one that reads from elsewhere need not
   * make the voxels that are cut off.
   *
   * @param block what to change, in place or not: its values are undefined afterwards
   * @param cut voxels to cut off at each side, at least {@link #margin} for no loss at the edges
   * @return the middle, in arrays of its own or in those of the block
   */
  default Block applyAndCut(Block block, int cut) {
    apply(block);
    return block.middle(cut);
  }

  /**
   * The augmentation as a transform of whole subjects: all modalities, in channel order, and the
   * labels. The grid stays as it is; what moves, moves within it. Derived channels move with the
   * modalities and keep their intensities, except that symmetry channels follow a change of
   * intensities of their own voxels.
   *
   * @return the transform
   */
  default Transform ofSubjects() {
    return AugmentSubject.by(this);
  }

  /**
   * What it does, with all numbers needed to do it again.
   *
   * @return {@code name(key=value, ...)}
   */
  String describe();
}
