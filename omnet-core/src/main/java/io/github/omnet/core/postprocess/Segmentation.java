package io.github.omnet.core.postprocess;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;

/**
 * A segmentation and what a rule may look at to correct it, all on one grid.
 *
 * @param labels the segmentation
 * @param images normalised images that it was made from, in the order of the network's channels;
 *     may be empty
 * @param classes class probabilities that it was made from (of task 2, for OM-Net)
 */
public record Segmentation(
    TumorLabels labels, List<Volume> images, Optional<ClassProbabilities> classes) {
  /**
   * Refuses parts that lie on different grids.
   *
   * @param labels the segmentation
   * @param images normalised images, may be empty
   * @param classes class probabilities
   */
  public Segmentation {
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
  public static Segmentation of(TumorLabels labels) {
    return new Segmentation(labels, List.of(), Optional.empty());
  }

  /**
   * The same images and probabilities with other labels.
   *
   * @param corrected the new labels
   * @return a new segmentation
   */
  public Segmentation with(TumorLabels corrected) {
    return new Segmentation(corrected, images, classes);
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
