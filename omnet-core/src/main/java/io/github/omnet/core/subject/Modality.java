package io.github.omnet.core.subject;

/** The four MRI contrasts of BraTS, in the order in which they are the channels of the network. */
public enum Modality {
  /** T2-weighted fluid-attenuated inversion recovery; BraTS {@code flair}, {@code t2f}. */
  FLAIR,
  /** T1-weighted, no contrast agent; BraTS {@code t1}, {@code t1n}. */
  T1,
  /** T1-weighted after a gadolinium contrast agent; BraTS {@code t1ce}, {@code t1c}. */
  T1C,
  /** T2-weighted; BraTS {@code t2}, {@code t2w}. */
  T2
}
