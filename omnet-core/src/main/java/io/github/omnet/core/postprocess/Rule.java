package io.github.omnet.core.postprocess;

/**
 * One correction of a segmentation. Stateless: the same input always gives the same output. A rule
 * of one's own is given to a package with its constants, and read back through a {@link
 * RuleRegistry}.
 */
public interface Rule {
  /**
   * Returns what the rule is called, to switch it off or on.
   *
   * @return such as {@code components}; no blanks, parentheses or commas
   */
  String name();

  /**
   * The rule with all its constants, as it stands in a model's package.
   *
   * @return {@code name(key=value, ...)}; a value holds no comma and no parenthesis
   */
  default String describe() {
    return name() + "()";
  }

  /**
   * Returns whether the rule looks at {@link Segmentation#classes()}. They are then kept for the
   * whole volume, which takes memory.
   *
   * @return false by default
   */
  default boolean needsProbabilities() {
    return false;
  }

  /**
   * Corrects a segmentation.
   *
   * @param segmentation the segmentation and what it was made from
   * @return the corrected labels and what was changed; see {@link Correction#between}
   * @throws io.github.omnet.core.OmnetException if the rule needs images or probabilities that are
   *     missing
   */
  Correction apply(Segmentation segmentation);
}
