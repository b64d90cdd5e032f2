package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Orientation.Direction;
import java.util.Optional;

/**
 * Swaps and reverses axes until they run in a given orientation, as {@code
 * nibabel.as_closest_canonical} does for RAS. Every voxel keeps its value and its place in the
 * world; an oblique grid stays oblique.
 */
final class Reorient implements DecidedByGrid {
  private final Orientation target;

  private Reorient(Orientation target) {
    this.target = target;
  }

  /**
   * Reorients to an axis order.
   *
   * @param target such as {@link Orientation#RAS}
   * @return the transform
   */
  public static Reorient to(Orientation target) {
    return new Reorient(target);
  }

  @Override
  public SpatialTransform on(Grid before) {
    Orientation found = before.orientation();
    int[] axes = new int[3];
    boolean[] flipped = new boolean[3];
    for (int a = 0; a < 3; a++) {
      Direction wanted = target.directions().get(a);
      for (int b = 0; b < 3; b++) {
        Direction runs = found.directions().get(b);
        if (runs.worldAxis() == wanted.worldAxis()) {
          axes[a] = b;
          flipped[a] = runs.sign() != wanted.sign();
        }
      }
    }
    return new AxisSwap(axes, flipped, Optional.empty());
  }

  @Override
  public String describe() {
    return "reorient(to=" + target + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
