package io.github.omnet.examples.phantom;

import io.github.omnet.core.subject.Modality;

/** What a phantom is made of, with its brightness in each contrast relative to bright tissue. */
enum Tissue {
  BACKGROUND(0, 0, 0, 0, 0),
  CSF(0, 0.22, 0.25, 0.25, 1.20),
  GREY(0, 0.72, 0.60, 0.63, 0.74),
  WHITE(0, 0.58, 0.84, 0.86, 0.52),
  /** Takes up contrast agent too, so that brightness alone does not make a tumour. */
  VESSEL(0, 0.30, 0.40, 1.15, 0.35),
  OEDEMA(2, 1.18, 0.58, 0.60, 1.02),
  NECROSIS(1, 0.70, 0.36, 0.38, 1.12),
  ENHANCING(4, 1.00, 0.56, 1.32, 0.86);

  private final int label;
  private final double flair;
  private final double t1;
  private final double t1c;
  private final double t2;

  Tissue(int label, double flair, double t1, double t1c, double t2) {
    this.label = label;
    this.flair = flair;
    this.t1 = t1;
    this.t1c = t1c;
    this.t2 = t2;
  }

  /** The label in the encoding of BraTS 2021. */
  int label() {
    return label;
  }

  double brightness(Modality modality) {
    return switch (modality) {
      case FLAIR -> flair;
      case T1 -> t1;
      case T1C -> t1c;
      case T2 -> t2;
    };
  }
}
