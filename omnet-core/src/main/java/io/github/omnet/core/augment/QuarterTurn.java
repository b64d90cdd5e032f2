package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;

/**
 * Turns images and labels by right angles about one axis. The two other axes must be equally long,
 * so that the block keeps its extent.
 *
 * @param axis 0, 1 or 2: turn about x, y or z
 * @param quarters 1, 2 or 3 right angles, from the first to the second of the other axes (for z:
 *     from x to y)
 */
record QuarterTurn(int axis, int quarters) implements Augmentation {
  /**
   * Refuses other axes and no or full turns.
   *
   * @param axis 0, 1 or 2
   * @param quarters 1, 2 or 3
   */
  public QuarterTurn {
    if (axis < 0 || axis > 2 || quarters < 1 || quarters > 3) {
      throw new IllegalArgumentException(
          "a turn has axis 0 to 2 and 1 to 3 quarters, found " + axis + " and " + quarters);
    }
  }

  static QuarterTurn read(Parameters text) {
    int axis = "xyz".indexOf(text.word("axis"));
    return new QuarterTurn(axis, Math.toIntExact(text.whole("quarters")));
  }

  /**
   * Whether a block can be turned about an axis.
   *
   * @param shape extent of the block
   * @param axis 0, 1 or 2
   * @return true if the other axes are equally long
   */
  public static boolean fits(Shape shape, int axis) {
    return shape.axis((axis + 1) % 3) == shape.axis((axis + 2) % 3);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the plane of the turn is not square
   */
  @Override
  public void apply(Block block) {
    Shape s = block.shape();
    if (!fits(s, axis)) {
      throw new IllegalArgumentException(
          "a block of " + s + " cannot turn about " + "xyz".charAt(axis) + " and keep its extent");
    }
    int u = (axis + 1) % 3;
    int v = (axis + 2) % 3;
    int last = s.axis(u) - 1;
    Rearrangement.apply(
        block,
        (i, j, k) -> {
          int[] at = {i, j, k};
          for (int q = 0; q < quarters; q++) {
            // What lies at (u, v) after a quarter turn was at (v, last - u) before it.
            int old = at[u];
            at[u] = at[v];
            at[v] = last - old;
          }
          return s.index(at[0], at[1], at[2]);
        });
  }

  @Override
  public String describe() {
    return Parameters.of("turn")
        .with("axis", String.valueOf("xyz".charAt(axis)))
        .with("quarters", quarters)
        .toString();
  }
}
