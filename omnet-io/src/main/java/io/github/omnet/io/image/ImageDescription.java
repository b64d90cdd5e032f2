package io.github.omnet.io.image;

import java.util.Optional;

/**
 * What there is to say about an image file: its header, and statistics of its voxels.
 *
 * @param header what the file says about itself
 * @param statistics of the scaled values; empty if voxels are not real numbers (colour, complex)
 */
public record ImageDescription(ImageHeader header, Optional<Statistics> statistics) {

  /**
   * Statistics of the scaled values of an image over all its dimensions, in double precision.
   *
   * @param count number of voxels
   * @param min smallest finite value, NaN if there is none
   * @param max largest finite value, NaN if there is none
   * @param mean mean of the finite values, background included; NaN if there is none
   * @param nonZero number of voxels that are not 0, NaN and infinite ones included
   * @param nonFinite number of voxels that are NaN or infinite
   * @param first value at index 0 of every dimension
   * @param centre value at index {@code floor(n / 2)} of every dimension of extent n
   */
  public record Statistics(
      long count,
      double min,
      double max,
      double mean,
      long nonZero,
      long nonFinite,
      double first,
      double centre) {}
}
