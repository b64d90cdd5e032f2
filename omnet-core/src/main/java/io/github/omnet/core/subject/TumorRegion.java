package io.github.omnet.core.subject;

/** The nested regions on which BraTS scores a segmentation, from the outermost in. */
public enum TumorRegion {
  /** Whole (complete) tumour: every tumour label. */
  WT,
  /** Tumour core: the whole tumour without oedema. */
  TC,
  /** Enhancing tumour. */
  ET
}
