package io.github.omnet.io.image;

/**
 * What a reader may spend on one file, checked against the header before memory is taken. The
 * constants hold for every file; the components are for the caller to choose.
 *
 * @param maxBytes most bytes of voxels as stored, uncompressed, over all dimensions; also the most
 *     uncompressed bytes that are passed over to reach the first voxel of a compressed file
 * @param maxInflation most uncompressed bytes per byte of a compressed file; deflate itself cannot
 *     exceed 1032
 * @param freeBytes uncompressed bytes of a compressed file up to which only {@code maxInflation}
 *     counts; more than that must come at {@link #LARGE_INFLATION} to 1 at most, so that a small
 *     file cannot keep a processor busy
 */
public record ReadLimits(long maxBytes, double maxInflation, long freeBytes) {
  /** Most uncompressed bytes per compressed byte of a file that holds more than the free bytes. */
  public static final double LARGE_INFLATION = 100;

  /** Most extensions of a NIfTI header. Known writers add a handful. */
  public static final int MAX_EXTENSIONS = 4096;

  /** Most bytes of all extensions of a NIfTI header together: 16 MiB. */
  public static final int MAX_EXTENSION_BYTES = 1 << 24;

  /** Most bytes of a MetaImage header: 64 KiB. */
  public static final int MAX_META_HEADER_BYTES = 1 << 16;

  /** Most bytes of an NRRD header: 1 MiB. Segmentations of many segments have long ones. */
  public static final int MAX_NRRD_HEADER_BYTES = 1 << 20;

  /** Most bytes that are inflated after the last voxel to reach the checksum: 16 MiB. */
  public static final int MAX_TRAILING_BYTES = 1 << 24;

  /** Most volumes of a file that are read as channels at once. */
  public static final int MAX_CHANNELS = 1 << 16;

  /**
   * 16 GiB of voxels; whatever deflate can hold up to 1 GiB, as an empty mask comes close to 1032
   * to 1; 100 to 1 beyond.
   */
  public static final ReadLimits DEFAULT = new ReadLimits(16L << 30, 1032);

  private static final long DEFAULT_FREE_BYTES = 1L << 30;

  /**
   * Refuses limits that no file could meet.
   *
   * @param maxBytes at least 1
   * @param maxInflation at least 1
   * @param freeBytes at least 0
   */
  public ReadLimits {
    if (maxBytes < 1 || !(maxInflation >= 1) || freeBytes < 0) {
      throw new IllegalArgumentException(
          "limits must be at least 1 byte, 1 to 1 and 0 free bytes, found "
              + maxBytes
              + " bytes, "
              + maxInflation
              + " to 1 and "
              + freeBytes
              + " free bytes");
    }
  }

  /**
   * Limits with 1 GiB of free bytes.
   *
   * @param maxBytes at least 1
   * @param maxInflation at least 1
   */
  public ReadLimits(long maxBytes, double maxInflation) {
    this(maxBytes, maxInflation, DEFAULT_FREE_BYTES);
  }

  /**
   * The same limits with another bound on size.
   *
   * @param bytes most bytes of voxels as stored
   * @return new limits
   */
  public ReadLimits withMaxBytes(long bytes) {
    return new ReadLimits(bytes, maxInflation, freeBytes);
  }

  /**
   * The same limits with another size above which the ratio is held to {@link #LARGE_INFLATION}.
   *
   * @param bytes uncompressed bytes
   * @return new limits
   */
  public ReadLimits withFreeBytes(long bytes) {
    return new ReadLimits(maxBytes, maxInflation, bytes);
  }

  /**
   * The most uncompressed bytes that a compressed file may hold.
   *
   * @param storedBytes its size
   * @return a bound by both ratios
   */
  public double mostInflated(double storedBytes) {
    return Math.min(
        maxInflation * storedBytes, Math.max((double) freeBytes, LARGE_INFLATION * storedBytes));
  }
}
