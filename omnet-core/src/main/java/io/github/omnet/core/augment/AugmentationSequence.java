package io.github.omnet.core.augment;

import io.github.omnet.core.volume.Shape;
import java.util.List;

/**
 * Augmentations one after the other; none at all is allowed and changes nothing.
 *
 * @param steps in the order of application
 */
public record AugmentationSequence(List<Augmentation> steps) implements Augmentation {
  /**
   * Keeps a copy.
   *
   * @param steps in the order of application
   */
  public AugmentationSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public void apply(Block block) {
    steps.forEach(step -> step.apply(block));
  }

  /** The sum of the steps' margins: each step eats its own. */
  @Override
  public int margin(Shape shape) {
    return steps.stream().mapToInt(step -> step.margin(shape)).sum();
  }

  @Override
  public String describe() {
    return "[" + String.join(" > ", steps.stream().map(Augmentation::describe).toList()) + "]";
  }
}
