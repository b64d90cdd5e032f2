package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes what a coarse network found less reliable, so that a fine network that takes it learns to
 * look for itself: its probabilities of WT, TC and ET are shifted smoothly against the images,
 * blurred, made more or less sure, and weakened, in this order. They stay in [0, 1]. Images and
 * labels stay as they are, and so do blocks that do not know of a coarse network.
 *
 * @param gains factors of the probabilities of WT, TC and ET, each in [0, 1]; 0 for not found, 1
 *     for no change
 * @param odds factor of {@code p / (1 - p)}, above 0; 1 for no change. Below 1 all that is not
 *     certain moves towards 0, above 1 towards 1
 * @param seed names the shift
 * @param spacing voxels between control points of the shift, at least 2
 * @param displacement largest displacement of a control point along each axis in voxels, below half
 *     the spacing; 0 for no shift
 * @param sigma standard deviation of the blur in voxels; 0 for none
 */
record CoarsePerturbation(
    List<Double> gains, double odds, long seed, int spacing, double displacement, double sigma)
    implements Augmentation {
  private static final int REGIONS = 3;

  /**
   * Refuses what would leave [0, 1], or fold.
   *
   * @param gains of WT, TC and ET
   * @param odds above 0
   * @param seed names the shift
   * @param spacing voxels between control points
   * @param displacement largest displacement
   * @param sigma of the blur
   */
  public CoarsePerturbation {
    gains = List.copyOf(gains);
    if (gains.size() != REGIONS || gains.stream().anyMatch(gain -> !(gain >= 0 && gain <= 1))) {
      throw new IllegalArgumentException(
          "gains must be three numbers in [0, 1], of WT, TC and ET, found " + gains);
    }
    if (!(odds > 0 && odds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("odds must be above 0 and finite, found " + odds);
    }
    if (!(sigma >= 0 && sigma <= 100)) {
      throw new IllegalArgumentException("sigma must be 0 to 100, found " + sigma);
    }
    // The warp refuses control points that crowd and displacements that could fold.
    new ElasticWarp(seed, spacing, displacement);
  }

  /**
   * A perturbation that changes nothing, from which the other methods make those that do.
   *
   * @param spacing voxels between control points of the shift, at least 2
   */
  static CoarsePerturbation none(int spacing) {
    return new CoarsePerturbation(Collections.nCopies(REGIONS, 1.0), 1, 0, spacing, 0, 0);
  }

  /**
   * The same, but as if the coarse network had not found a region: the probabilities of it and of
   * the regions within it become 0.
   *
   * @param region 0 for WT, 1 for TC, 2 for ET
   */
  CoarsePerturbation without(int region) {
    List<Double> fewer = new ArrayList<>(gains);
    for (int n = region; n < REGIONS; n++) {
      fewer.set(n, 0.0);
    }
    return new CoarsePerturbation(fewer, odds, seed, spacing, displacement, sigma);
  }

  /**
   * The same, but with the probabilities of all regions multiplied by one number.
   *
   * @param gain in [0, 1]
   */
  CoarsePerturbation times(double gain) {
    return new CoarsePerturbation(
        Collections.nCopies(REGIONS, gain), odds, seed, spacing, displacement, sigma);
  }

  /**
   * The same, but with the odds {@code p / (1 - p)} of every probability multiplied by one number.
   *
   * @param factor above 0; below 1 it makes tumour less probable, above 1 more probable
   */
  CoarsePerturbation withOdds(double factor) {
    return new CoarsePerturbation(gains, factor, seed, spacing, displacement, sigma);
  }

  /**
   * The same, but with the probabilities shifted smoothly against the images.
   *
   * @param newSeed names the shift
   * @param voxels largest displacement of a control point along each axis, below half the spacing
   */
  CoarsePerturbation shifted(long newSeed, double voxels) {
    return new CoarsePerturbation(gains, odds, newSeed, spacing, voxels, sigma);
  }

  /**
   * The same, but with blurred probabilities.
   *
   * @param voxels standard deviation of the blur
   */
  CoarsePerturbation blurred(double voxels) {
    return new CoarsePerturbation(gains, odds, seed, spacing, displacement, voxels);
  }

  static CoarsePerturbation read(Parameters text) {
    return new CoarsePerturbation(
        ScaleShift.list(text.numbers("gains", REGIONS)),
        text.number("odds"),
        text.whole("seed"),
        Math.toIntExact(text.whole("spacing")),
        text.number("displacement"),
        text.number("sigma"));
  }

  @Override
  public void apply(Block block) {
    int[] channels = block.coarse();
    for (int n = 0; n < channels.length; n++) {
      change(block, block.start(channels[n]), gains.get(n));
    }
  }

  private void change(Block block, int start, double gain) {
    Shape shape = block.shape();
    float[] images = block.images();
    if (displacement > 0) {
      // One seed bends all channels alike.
      new ElasticWarp(seed, spacing, displacement).apply(Block.of(images, start, 1, shape));
    }
    if (sigma > 0) {
      float[] before = new float[shape.voxels()];
      System.arraycopy(images, start, before, 0, before.length);
      float[] after = new Blur(sigma).smooth(before, shape);
      System.arraycopy(after, 0, images, start, after.length);
    }
    if (odds != 1 || gain != 1) {
      for (int n = start; n < start + shape.voxels(); n++) {
        double p = Math.min(Math.max(images[n], 0), 1);
        images[n] = (float) (gain * (odds * p / (1 - p + odds * p)));
      }
    }
  }

  @Override
  public int margin(Shape shape) {
    return (int) Math.ceil(displacement) + (int) Math.ceil(3 * sigma);
  }

  @Override
  public String describe() {
    return Parameters.of("coarse")
        .with("gains", ScaleShift.array(gains))
        .with("odds", odds)
        .with("seed", seed)
        .with("spacing", spacing)
        .with("displacement", displacement)
        .with("sigma", sigma)
        .toString();
  }
}
