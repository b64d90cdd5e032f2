package io.github.omnet.io.image;

/**
 * What a reader may spend on one file, checked against the header before memory is taken.
 *
 * @param maxBytes most bytes of voxels as stored, uncompressed, over all dimensions
 * @param maxInflation most uncompressed bytes per byte of a compressed file; deflate itself cannot
 *     exceed 1032
 */
public record ReadLimits(long maxBytes, double maxInflation) {
  /**
   * 16 GiB of voxels, and whatever deflate can hold: an empty mask does come close to 1032 to 1.
   */
  public static final ReadLimits DEFAULT = new ReadLimits(16L << 30, 1032);

  /**
   * Refuses limits that no file could meet.
   *
   * @param maxBytes at least 1
   * @param maxInflation at least 1
   */
  public ReadLimits {
    if (maxBytes < 1 || !(maxInflation >= 1)) {
      throw new IllegalArgumentException(
          "limits must be at least 1, found " + maxBytes + " bytes and " + maxInflation + " to 1");
    }
  }

  /**
   * The same limits with another bound on size.
   *
   * @param bytes most bytes of voxels as stored
   * @return new limits
   */
  public ReadLimits withMaxBytes(long bytes) {
    return new ReadLimits(bytes, maxInflation);
  }
}
