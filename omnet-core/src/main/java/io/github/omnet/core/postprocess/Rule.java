package io.github.omnet.core.postprocess;

/** One correction of a segmentation. Stateless: the same input always gives the same output. */
public interface Rule {
  /**
   * What the rule is called, to switch it off or on.
   *
   * @return such as {@code components}
   */
  String name();

  /**
   * Corrects a segmentation.
   *
   * @param segmentation the segmentation and what it was made from
   * @return the corrected labels and what was changed
   * @throws io.github.omnet.core.OmnetException if the rule needs images or probabilities that are
   *     missing
   */
  Correction apply(Segmentation segmentation);
}
