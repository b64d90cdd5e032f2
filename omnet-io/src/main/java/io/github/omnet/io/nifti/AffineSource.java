package io.github.omnet.io.nifti;

/** Which part of a header an affine was taken from. */
public enum AffineSource {
  /** The matrix {@code srow_x, srow_y, srow_z}. */
  SFORM,
  /** The quaternion, voxel sizes and offset. */
  QFORM,
  /** Voxel sizes alone; the orientation is assumed. */
  PIXDIM
}
