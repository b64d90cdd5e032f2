package io.github.omnet.models.internal;

import io.github.omnet.models.packaging.InferenceSettings;

/**
 * What a model package may ask for. A package comes from somebody else, so each number is held to
 * these limits before memory is taken or a window is planned; what a caller asks for in {@link
 * InferenceSettings} of their own is not.
 */
public final class PackageLimits {
  /** Most bytes of {@code model.json}: 1 MiB. */
  public static final int MAX_MANIFEST_BYTES = 1 << 20;

  /** Most bytes of the licence and of the model card: 1 MiB. */
  public static final int MAX_TEXT_BYTES = 1 << 20;

  /** Most bytes of one file of weights: 1 GiB; in addition, no more than its network holds. */
  public static final long MAX_WEIGHTS_BYTES = 1L << 30;

  /** Most bytes of the JSON header of a file of weights: 1 MiB. */
  public static final int MAX_WEIGHTS_HEADER_BYTES = 1 << 20;

  /** Most bytes of a zip file: 2 GiB. */
  public static final long MAX_ZIP_BYTES = 1L << 31;

  /** Most entries of a zip file, those that no package has included. */
  public static final int MAX_ZIP_ENTRIES = 1000;

  /** Most bytes per compressed byte of a zip entry above 1 MiB; weights hardly compress. */
  public static final long MAX_ZIP_INFLATION = 100;

  /** Most channels of a network's first level; the papers have 32. */
  public static final int MAX_WIDTH = 512;

  /** Most members of an ensemble in one package. */
  public static final int MAX_MEMBERS = 8;

  /** Largest voxels that subjects are resampled to, in mm; a brain then has a few. */
  public static final double MAX_SPACING_MM = 100;

  /** Most voxels along one side of a window or a training patch. */
  public static final int MAX_WINDOW_SIDE = 512;

  /** Most voxels of all windows of one pass together: 64 Mi, as four windows of 256 x 256 x 256. */
  public static final long MAX_PASS_VOXELS = 1L << 26;

  /** Largest overlap of windows; each voxel is then computed 64 times. */
  public static final double MAX_OVERLAP = 0.75;

  /** Fewest voxels from one window to the next along each axis. */
  public static final double MIN_WINDOW_STEP = 4;

  /** Largest dilation of a tumour before the next task is asked, in voxels. */
  public static final double MAX_DILATION = 64;

  /** Most rules of post-processing. */
  public static final int MAX_RULES = 8;

  private PackageLimits() {}
}
