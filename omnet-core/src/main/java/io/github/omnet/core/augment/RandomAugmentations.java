package io.github.omnet.core.augment;

import io.github.omnet.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The distributions that an {@link AugmentationPolicy} is put together from. */
public final class RandomAugmentations {
  private RandomAugmentations() {}

  /**
   * Mirrors along each allowed axis half of the time.
   *
   * @param x whether x may be mirrored
   * @param y whether y may be
   * @param z whether z may be
   * @return the distribution
   */
  public static RandomAugmentation flip(boolean x, boolean y, boolean z) {
    return (random, channels, shape) ->
        new Flip(random.chance(0.5) && x, random.chance(0.5) && y, random.chance(0.5) && z);
  }

  /**
   * Turns by 1 to 3 right angles about an axis whose plane is square; where there is none, changes
   * nothing.
   *
   * @return the distribution
   */
  public static RandomAugmentation quarterTurn() {
    return (random, channels, shape) -> {
      List<Integer> axes = new ArrayList<>();
      for (int axis = 0; axis < 3; axis++) {
        if (QuarterTurn.fits(shape, axis)) {
          axes.add(axis);
        }
      }
      return axes.isEmpty()
          ? new AugmentationSequence(List.of())
          : new QuarterTurn(axes.get(random.nextInt(axes.size())), 1 + random.nextInt(3));
    };
  }

  /**
   * Rotates about all three axes, scales and shifts, each uniformly within bounds.
   *
   * @param degrees largest rotation about each axis
   * @param scale largest change of scale, such as 0.1 for 0.9 to 1.1; below 1
   * @param shift largest shift along each axis, in voxels
   * @return the distribution
   */
  public static RandomAugmentation affine(double degrees, double scale, double shift) {
    return (random, channels, shape) ->
        new AffineWarp(
            random.uniform(-degrees, degrees),
            random.uniform(-degrees, degrees),
            random.uniform(-degrees, degrees),
            random.uniform(1 - scale, 1 + scale),
            random.uniform(-shift, shift),
            random.uniform(-shift, shift),
            random.uniform(-shift, shift));
  }

  /**
   * Rotates, scales, mirrors and bends in one resampling.
   *
   * @param degrees largest rotation about each axis
   * @param scale largest change of the size of all axes together, such as 0.25 for 0.75 to 1.25;
   *     below 1
   * @param axisScale largest change of the size of each axis by itself; below 1
   * @param spacing voxels between control points of the bending
   * @param displacement largest displacement of those, in voxels, below half the spacing; 0 for
   *     none
   * @return the distribution; x is mirrored half of the time
   */
  public static RandomAugmentation spatial(
      double degrees, double scale, double axisScale, int spacing, double displacement) {
    return (random, channels, shape) -> {
      double all = random.uniform(1 - scale, 1 + scale);
      return new SpatialWarp(
          random.uniform(-degrees, degrees),
          random.uniform(-degrees, degrees),
          random.uniform(-degrees, degrees),
          all * random.uniform(1 - axisScale, 1 + axisScale),
          all * random.uniform(1 - axisScale, 1 + axisScale),
          all * random.uniform(1 - axisScale, 1 + axisScale),
          random.chance(0.5),
          random.nextLong(),
          spacing,
          random.uniform(0, displacement));
    };
  }

  /**
   * Scales and shifts each channel by itself, by normal values.
   *
   * @param scale standard deviation of the factor about 1; factors stay within three of it, and
   *     above 0.1
   * @param shift standard deviation of the addend
   * @return the distribution
   */
  public static RandomAugmentation normalScaleShift(double scale, double shift) {
    return (random, channels, shape) -> {
      List<Double> scales = new ArrayList<>();
      List<Double> shifts = new ArrayList<>();
      for (int c = 0; c < channels; c++) {
        double times = Math.min(Math.max(random.nextGaussian(), -3), 3);
        scales.add(Math.max(0.1, 1 + scale * times));
        shifts.add(shift * random.nextGaussian());
      }
      return new ScaleShift(scales, shifts);
    };
  }

  /**
   * A smooth field added to each channel.
   *
   * @param deviation standard deviation of the field at its control points
   * @return the distribution
   */
  public static RandomAugmentation field(double deviation) {
    return (random, channels, shape) -> new AdditiveField(random.nextLong(), deviation);
  }

  /**
   * A tumour whose contrast to normal tissue is scaled by one factor in all channels.
   *
   * @param low smallest factor, at least 0
   * @param high largest factor
   * @param sigma smoothing of the tumour's mask in voxels, above 0
   * @return the distribution
   */
  public static RandomAugmentation tumorContrast(double low, double high, double sigma) {
    return (random, channels, shape) ->
        new TumorContrast(Collections.nCopies(channels, random.uniform(low, high)), sigma);
  }

  /**
   * Thicker slices along one axis, in each channel half of the time.
   *
   * @param factor largest number of voxels that become one, at least 1
   * @return the distribution
   */
  public static RandomAugmentation lowResolution(double factor) {
    return (random, channels, shape) -> {
      int axis = random.nextInt(3);
      List<Double> factors = new ArrayList<>();
      for (int c = 0; c < channels; c++) {
        double drawn = random.uniform(1, factor);
        factors.add(random.chance(0.5) ? drawn : 1.0);
      }
      return new LowResolution(axis, factors);
    };
  }

  /**
   * Bends by up to a largest displacement.
   *
   * @param spacing voxels between control points
   * @param displacement largest displacement in voxels, below half the spacing
   * @return the distribution
   */
  public static RandomAugmentation elastic(int spacing, double displacement) {
    return (random, channels, shape) ->
        new ElasticWarp(random.nextLong(), spacing, random.uniform(0, displacement));
  }

  /**
   * Scales and shifts each channel by itself.
   *
   * @param scale largest change of scale, such as 0.1 for 0.9 to 1.1
   * @param shift largest addend
   * @return the distribution
   */
  public static RandomAugmentation scaleShift(double scale, double shift) {
    return (random, channels, shape) ->
        new ScaleShift(
            perChannel(random, channels, 1 - scale, 1 + scale),
            perChannel(random, channels, -shift, shift));
  }

  /**
   * A power for each channel.
   *
   * @param low smallest exponent, above 0
   * @param high largest exponent
   * @return the distribution
   */
  public static RandomAugmentation gamma(double low, double high) {
    return (random, channels, shape) -> new Gamma(perChannel(random, channels, low, high));
  }

  /**
   * Normal noise.
   *
   * @param deviation largest standard deviation, in the unit of the images
   * @return the distribution
   */
  public static RandomAugmentation noise(double deviation) {
    return (random, channels, shape) -> new Noise(random.nextLong(), random.uniform(0, deviation));
  }

  /**
   * Gaussian smoothing.
   *
   * @param low smallest standard deviation in voxels, above 0
   * @param high largest
   * @return the distribution
   */
  public static RandomAugmentation blur(double low, double high) {
    return (random, channels, shape) -> new Blur(random.uniform(low, high));
  }

  /**
   * A smooth multiplicative field.
   *
   * @param magnitude largest magnitude of a polynomial coefficient
   * @param noSignal value that a voxel without signal has; see {@link BiasField}
   * @return the distribution
   */
  public static RandomAugmentation biasField(double magnitude, double noSignal) {
    return (random, channels, shape) ->
        new BiasField(random.nextLong(), random.uniform(0, magnitude), noSignal);
  }

  /**
   * One missing modality.
   *
   * @return the distribution
   */
  public static RandomAugmentation modalityDropout() {
    return (random, channels, shape) -> new ModalityDropout(random.nextInt(channels));
  }

  /**
   * Doubts about what a coarse network found, one of five kinds, each equally often: nothing is
   * found (or, half of the time, no tumour core or no enhancing tumour); all probabilities times
   * 0.3 to 1; their odds times a factor, downwards or upwards; a smooth shift of the finding
   * against the images; a blur. Blocks without channels of a coarse network stay as they are.
   *
   * @param odds largest factor of the odds {@code p / (1 - p)}, at least 1; the smallest is one
   *     over it
   * @param spacing voxels between control points of the shift
   * @param displacement largest displacement of those, in voxels, below half the spacing
   * @param sigma largest standard deviation of the blur in voxels
   * @return the distribution
   */
  public static RandomAugmentation coarse(
      double odds, int spacing, double displacement, double sigma) {
    return (random, channels, shape) -> {
      CoarsePerturbation none = CoarsePerturbation.none(spacing);
      return switch (random.nextInt(5)) {
        case 0 -> none.without(random.chance(0.5) ? 0 : 1 + random.nextInt(2));
        case 1 -> none.times(random.uniform(0.3, 1));
        case 2 -> {
          double most = StrictMath.log(odds);
          yield none.withOdds(StrictMath.exp(random.uniform(-most, most)));
        }
        case 3 -> none.shifted(random.nextLong(), random.uniform(0, displacement));
        default -> none.blurred(random.uniform(0, sigma));
      };
    };
  }

  private static List<Double> perChannel(
      CounterRandom random, int channels, double low, double high) {
    List<Double> values = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      values.add(random.uniform(low, high));
    }
    return values;
  }
}
