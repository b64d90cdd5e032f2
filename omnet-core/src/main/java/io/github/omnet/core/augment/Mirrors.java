package io.github.omnet.core.augment;

/** Which channels of a block compare its images with their mirror images. */
final class Mirrors {
  /** No image is compared. */
  static final Mirrors NONE = new Mirrors(new int[0], new int[0], Block.NONE);

  private final int[] comparisons;
  private final int[] tumors;
  private final int share;

  private Mirrors(int[] comparisons, int[] tumors, int share) {
    this.comparisons = comparisons;
    this.tumors = tumors;
    this.share = share;
  }

  /**
   * Images of which nothing is known but their comparisons.
   *
   * @param comparisons of each image the channel that holds {@code x - m}, or {@link Block#NONE}
   */
  static Mirrors of(int[] comparisons) {
    return new Mirrors(comparisons.clone(), new int[0], Block.NONE);
  }

  /**
   * The same with what tumour adds to the mirror images.
   *
   * @param newShare the channel that holds the share of tumour in the mirror images
   * @param newTumors of each image the channel that holds the tumour's part of {@code m}
   */
  Mirrors withTumor(int newShare, int[] newTumors) {
    return new Mirrors(comparisons, newTumors.clone(), newShare);
  }

  /** The channel that compares an image with its mirror image, or {@link Block#NONE}. */
  int comparison(int channel) {
    return comparisons.length == 0 ? Block.NONE : comparisons[channel];
  }

  /** The channel of the tumour's part of the mirror image, or {@link Block#NONE}. */
  int tumor(int channel) {
    return tumors.length == 0 ? Block.NONE : tumors[channel];
  }

  /** The channel of the share of tumour in the mirror images, if their parts are known. */
  int share() {
    return share;
  }
}
