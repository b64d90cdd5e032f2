package io.github.omnet.io.nifti;

/**
 * The three header layouts that share the extensions {@code .nii}, {@code .hdr} and {@code .img}.
 */
public enum NiftiVersion {
  /** A header of 348 bytes with the magic {@code n+1} or {@code ni1}. */
  NIFTI1("NIfTI-1"),
  /** A header of 540 bytes with 64-bit dimensions and affines in double precision. */
  NIFTI2("NIfTI-2"),
  /** The predecessor: 348 bytes without magic, and nothing about the patient's orientation. */
  ANALYZE("Analyze 7.5");

  private final String title;

  NiftiVersion(String title) {
    this.title = title;
  }

  /** The format's usual name. */
  @Override
  public String toString() {
    return title;
  }
}
