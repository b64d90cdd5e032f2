package io.github.omnet.core.postprocess;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;

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
   * Returns whether the rule looks at {@link Input#classes()}. They are then kept for the whole
   * volume, which takes memory.
   *
   * @return false by default
   */
  default boolean needsProbabilities() {
    return false;
  }

  /**
   * Corrects a segmentation.
   *
   * @param input the segmentation and what it was made from
   * @return the corrected labels and what was changed; see {@link Correction#between}
   * @throws io.github.omnet.core.OmnetException if the rule needs images or probabilities that are
   *     missing
   */
  Correction apply(Input input);

  /**
   * A segmentation and what a rule may look at to correct it, all on one grid.
   *
   * @param labels the segmentation
   * @param images normalised images that it was made from, in the order of the network's channels;
   *     may be empty
   * @param classes class probabilities that it was made from (of task 2, for OM-Net)
   */
  record Input(TumorLabels labels, List<Volume> images, Optional<ClassProbabilities> classes) {
    /**
     * Refuses parts that lie on different grids.
     *
     * @param labels the segmentation
     * @param images normalised images, may be empty
     * @param classes class probabilities
     */
    public Input {
      images = List.copyOf(images);
      for (Volume image : images) {
        labels.grid().requireMatches(image.grid(), "segmentation and image");
      }
      TumorLabels map = labels;
      classes.ifPresent(
          c -> map.grid().requireMatches(c.grid(), "segmentation and class probabilities"));
    }

    /**
     * A segmentation of which nothing else is known.
     *
     * @param labels the segmentation
     * @return enough for rules that look at labels only
     */
    public static Input of(TumorLabels labels) {
      return new Input(labels, List.of(), Optional.empty());
    }

    /**
     * The same images and probabilities with other labels.
     *
     * @param corrected the new labels
     * @return a new input
     */
    public Input with(TumorLabels corrected) {
      return new Input(corrected, images, classes);
    }

    List<Volume> requireImages(String rule) {
      if (images.isEmpty()) {
        throw new OmnetException(
            "rule " + rule + " needs the normalised images; give them, or leave the rule out");
      }
      return images;
    }

    ClassProbabilities requireClasses(String rule) {
      return classes.orElseThrow(
          () ->
              new OmnetException(
                  "rule " + rule + " needs class probabilities; give them, or leave the rule out"));
    }
  }
}
