package io.github.omnet.core.augment;

import io.github.omnet.core.volume.Shape;

/**
 * The voxels that an augmentation changes in place: some channels and, where known, labels, in
 * arrays of the caller. Channels follow one another, each z, y, x with x fastest (C, D, H, W).
 *
 * <p>The first {@link #intensityChannels()} channels are images. The others were derived from
 * images and move with them. A change of intensities changes those that {@linkplain
 * #withComparisons compare} an image with its mirror image too, and leaves the others as they are.
 */
public final class Block {
  /** Says that no channel compares an image with its mirror image. */
  public static final int NONE = -1;

  private final float[] images;
  private final int imagesOffset;
  private final int channels;
  private final int intensityChannels;

  private final Mirrors mirrors;
  private final int[] coarse;

  private final Shape shape;
  private final byte[] labels;
  private final int labelsOffset;

  private Block(
      float[] images,
      int imagesOffset,
      int channels,
      int intensityChannels,
      Mirrors mirrors,
      int[] coarse,
      Shape shape,
      byte[] labels,
      int labelsOffset) {
    this.images = images;
    this.imagesOffset = imagesOffset;
    this.channels = channels;
    this.intensityChannels = intensityChannels;
    this.mirrors = mirrors;
    this.coarse = coarse;
    this.shape = shape;
    this.labels = labels;
    this.labelsOffset = labelsOffset;
    if (imagesOffset < 0 || imagesOffset + (long) channels * shape.voxels() > images.length) {
      throw new IndexOutOfBoundsException(
          channels + " channels of " + shape + " at " + imagesOffset + " exceed " + images.length);
    }
  }

  /**
   * Channels without labels, all of them images.
   *
   * @param images holds the channels, C, D, H, W; shared and changed
   * @param offset index of the first voxel of the first channel
   * @param channels how many
   * @param shape extent of each
   * @return the block
   */
  public static Block of(float[] images, int offset, int channels, Shape shape) {
    return new Block(
        images, offset, channels, channels, Mirrors.NONE, new int[0], shape, new byte[0], -1);
  }

  /**
   * The same with labels.
   *
   * @param newLabels holds one label or class id per voxel, D, H, W; shared and changed
   * @param offset index of the first voxel's
   * @return a new block on the same images
   */
  public Block withLabels(byte[] newLabels, int offset) {
    if (offset < 0 || offset + shape.voxels() > newLabels.length) {
      throw new IndexOutOfBoundsException(
          "labels of " + shape + " at " + offset + " exceed " + newLabels.length);
    }
    return new Block(
        images,
        imagesOffset,
        channels,
        intensityChannels,
        mirrors,
        coarse,
        shape,
        newLabels,
        offset);
  }

  /**
   * The same with channels at the end that are not images.
   *
   * @param count how many of the channels, counted from the first, are images; from 0 to {@link
   *     #channels()}
   * @return a new block on the same voxels
   */
  public Block withIntensityChannels(int count) {
    if (count < 0 || count > channels) {
      throw new IllegalArgumentException(
          "a block of " + channels + " channels cannot have " + count + " channels of intensities");
    }
    return new Block(
        images,
        imagesOffset,
        channels,
        count,
        Mirrors.NONE,
        new int[0],
        shape,
        labels,
        labelsOffset);
  }

  /**
   * The same with channels that compare images with their mirror images: {@code x - m}, where
   * {@code m} is what lies on the other side of the head, smoothed. Where a change of intensities
   * changes {@code x}, it changes the comparison alike.
   *
   * @param newComparisons for each of the {@link #intensityChannels()} images the channel that
   *     compares it, from {@link #intensityChannels()} on; {@link #NONE} where there is none
   * @return a new block on the same voxels
   */
  public Block withComparisons(int... newComparisons) {
    if (newComparisons.length != intensityChannels) {
      throw new IllegalArgumentException(
          "a comparison for each of "
              + intensityChannels
              + " images is needed, found "
              + newComparisons.length);
    }
    for (int channel : newComparisons) {
      requireDerived(channel);
    }
    return withMirrors(Mirrors.of(newComparisons));
  }

  /**
   * The same with what tumour adds to the mirror images. With {@code t} 1 in the tumour and 0
   * elsewhere these channels hold {@code t} and {@code t x} of the other side of the head, smoothed
   * as {@code m} is. A change of the tumour's contrast then reaches the comparisons opposite to it.
   *
   * @param share the channel of {@code t}
   * @param newTumors for each of the {@link #intensityChannels()} images the channel of {@code t
   *     x}; {@link #NONE} where there is none
   * @return a new block on the same voxels
   */
  public Block withMirroredTumor(int share, int... newTumors) {
    if (newTumors.length != intensityChannels) {
      throw new IllegalArgumentException(
          "a channel for each of "
              + intensityChannels
              + " images is needed, found "
              + newTumors.length);
    }
    requireDerived(share);
    for (int channel : newTumors) {
      requireDerived(channel);
    }
    return withMirrors(mirrors.withTumor(share, newTumors));
  }

  private void requireDerived(int channel) {
    if (channel != NONE && (channel < intensityChannels || channel >= channels)) {
      throw new IllegalArgumentException(
          "channel " + channel + " is not one of those derived from images");
    }
  }

  /**
   * The same with channels that hold the probabilities of WT, TC and ET by a coarse network, in [0,
   * 1].
   *
   * @param newCoarse the channels, in that order, from {@link #intensityChannels()} on; none where
   *     there is no coarse network
   * @return a new block on the same voxels
   */
  public Block withCoarse(int... newCoarse) {
    for (int channel : newCoarse) {
      requireDerived(channel);
    }
    return with(mirrors, newCoarse.clone());
  }

  private Block withMirrors(Mirrors channelsOfMirrors) {
    return with(channelsOfMirrors, coarse);
  }

  private Block with(Mirrors channelsOfMirrors, int[] channelsOfCoarse) {
    return new Block(
        images,
        imagesOffset,
        channels,
        intensityChannels,
        channelsOfMirrors,
        channelsOfCoarse,
        shape,
        labels,
        labelsOffset);
  }

  /**
   * Extent of each channel.
   *
   * @return voxels along x, y, z
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Number of channels, which is what changes of geometry move.
   *
   * @return at least 0
   */
  public int channels() {
    return channels;
  }

  /**
   * Number of channels that are images, which is what changes of intensities look at and change.
   * They are the first ones.
   *
   * @return from 0 to {@link #channels()}
   */
  public int intensityChannels() {
    return intensityChannels;
  }

  /** Which channels compare images with their mirror images. */
  Mirrors mirrors() {
    return mirrors;
  }

  /** The channels of a coarse network's probabilities, in the order of the regions; not copied. */
  int[] coarse() {
    return coarse;
  }

  /**
   * The array that holds the channels; shared.
   *
   * @return the array itself
   */
  public float[] images() {
    return images;
  }

  /**
   * Where a channel begins.
   *
   * @param channel from 0
   * @return index of its first voxel in {@link #images()}
   */
  public int start(int channel) {
    return imagesOffset + channel * shape.voxels();
  }

  /**
   * Whether there are labels.
   *
   * @return false if only images change
   */
  public boolean hasLabels() {
    return labelsOffset >= 0;
  }

  /**
   * The array that holds the labels; shared, and empty if there are none.
   *
   * @return the array itself
   */
  public byte[] labels() {
    return labels;
  }

  /**
   * Where the labels begin.
   *
   * @return index of the first voxel's label in {@link #labels()}; -1 without labels
   */
  public int labelsStart() {
    return labelsOffset;
  }

  /** The same values in arrays of its own. */
  Block copy() {
    return middle(0, true);
  }

  /** A block in arrays of its own, smaller by so many voxels at each side, all 0. */
  Block emptyMiddle(int cut) {
    Shape inner = new Shape(shape.x() - 2 * cut, shape.y() - 2 * cut, shape.z() - 2 * cut);
    Block middle =
        new Block(
            new float[channels * inner.voxels()],
            0,
            channels,
            intensityChannels,
            mirrors,
            coarse,
            inner,
            new byte[0],
            -1);
    return hasLabels() ? middle.withLabels(new byte[inner.voxels()], 0) : middle;
  }

  /** What is left without so many voxels at each side; this block itself if that is 0. */
  Block middle(int cut) {
    return middle(cut, false);
  }

  private Block middle(int cut, boolean always) {
    if (cut == 0 && !always) {
      return this;
    }
    Block middle = emptyMiddle(cut);
    middle.takeMiddle(this, cut);
    return middle;
  }

  /**
   * Copies the values of another block, its labels too if this one has labels.
   *
   * @param other of the same shape and channels
   */
  public void copyFrom(Block other) {
    if (!other.shape.equals(shape) || other.channels != channels) {
      throw new IllegalArgumentException(
          "a block of "
              + channels
              + " x "
              + shape
              + " cannot take the values of "
              + other.channels
              + " x "
              + other.shape);
    }
    takeMiddle(other, 0);
  }

  /** Copies the middle of a block that is larger by so many voxels at each side. */
  private void takeMiddle(Block larger, int cut) {
    for (int k = 0; k < shape.z(); k++) {
      for (int j = 0; j < shape.y(); j++) {
        int from = larger.shape.index(cut, j + cut, k + cut);
        int to = shape.index(0, j, k);
        for (int c = 0; c < channels; c++) {
          System.arraycopy(larger.images, larger.start(c) + from, images, start(c) + to, shape.x());
        }
        if (hasLabels()) {
          System.arraycopy(
              larger.labels, larger.labelsOffset + from, labels, labelsOffset + to, shape.x());
        }
      }
    }
  }
}
