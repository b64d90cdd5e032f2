package io.github.omnet.core.augment;

import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Augmentations one after the other; none at all is allowed and changes nothing.
 *
 * @param steps in the order of application
 */
record AugmentationSequence(List<Augmentation> steps) implements Augmentation {
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

  @Override
  public boolean changesTumor() {
    return steps.stream().anyMatch(Augmentation::changesTumor);
  }

  /** Each step is given what it and those after it look for. */
  @Override
  public Block applyAndCut(Block block, int cut) {
    Shape wanted = grown(block.shape(), -cut);
    int[] margins = margins(wanted);
    int spare = cut - Arrays.stream(margins).sum();
    Block changed = block;
    for (int n = 0; n < margins.length; n++) {
      // What nobody looks for goes with the first cut.
      int now = margins[n] + (n == 0 ? spare : 0);
      changed = steps.get(n).applyAndCut(changed, now);
    }
    return margins.length == 0 ? block.middle(cut) : changed;
  }

  /** The sum of the steps' margins: each step eats its own. */
  @Override
  public int margin(Shape shape) {
    return Arrays.stream(margins(shape)).sum();
  }

  /** Of each step, whose result is as much larger as the steps after it look for. */
  private int[] margins(Shape shape) {
    int[] margins = new int[steps.size()];
    Shape after = shape;
    for (int n = margins.length - 1; n >= 0; n--) {
      margins[n] = steps.get(n).margin(after);
      after = grown(after, margins[n]);
    }
    return margins;
  }

  private static Shape grown(Shape shape, int margin) {
    return new Shape(shape.x() + 2 * margin, shape.y() + 2 * margin, shape.z() + 2 * margin);
  }

  @Override
  public String describe() {
    return "[" + String.join(" > ", steps.stream().map(Augmentation::describe).toList()) + "]";
  }
}
