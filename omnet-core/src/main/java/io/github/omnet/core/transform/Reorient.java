package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Optional;

/**
 * Swaps and reverses axes until they run in a given orientation, as {@code
 * nibabel.as_closest_canonical} does for RAS. Every voxel keeps its value and its place in the
 * world; an oblique grid stays oblique.
 */
public final class Reorient implements SpatialTransform {
  private final Orientation target;

  /** The grid to arrive at, number for number, when this is an inverse. */
  private final Optional<Grid> exact;

  private Reorient(Orientation target, Optional<Grid> exact) {
    this.target = target;
    this.exact = exact;
  }

  /**
   * Reorients to an axis order.
   *
   * @param target such as {@link Orientation#RAS}
   * @return the transform
   */
  public static Reorient to(Orientation target) {
    return new Reorient(target, Optional.empty());
  }

  @Override
  public Grid gridAfter(Grid before) {
    Plan plan = Plan.of(before, target);
    exact.ifPresent(grid -> grid.requireMatches(plan.after, "inverse reorientation and its input"));
    return exact.orElse(plan.after);
  }

  @Override
  public Volume apply(Volume volume) {
    return Volume.wrap(gridAfter(volume.grid()), copy(volume.grid()).copy(volume.data()));
  }

  @Override
  public LabelMap apply(LabelMap labels) {
    return LabelMap.wrap(gridAfter(labels.grid()), copy(labels.grid()).copy(labels.data()));
  }

  @Override
  public Mask apply(Mask mask) {
    return Mask.wrap(gridAfter(mask.grid()), copy(mask.grid()).copy(mask.data()));
  }

  @Override
  public Reorient inverse(Grid before) {
    return new Reorient(before.orientation(), Optional.of(before));
  }

  @Override
  public String describe() {
    return "reorient(to=" + target + ")";
  }

  @Override
  public String toString() {
    return describe();
  }

  private VoxelCopy copy(Grid grid) {
    return Plan.of(grid, target).copy;
  }

  private record Plan(Grid after, VoxelCopy copy) {
    static Plan of(Grid before, Orientation target) {
      int[] axes = new int[3];
      boolean[] flipped = new boolean[3];
      double[] index = new double[12];
      for (int a = 0; a < 3; a++) {
        Direction wanted = target.directions().get(a);
        for (int b = 0; b < 3; b++) {
          Direction found = before.orientation().directions().get(b);
          if (found.worldAxis() == wanted.worldAxis()) {
            axes[a] = b;
            flipped[a] = found.sign() != wanted.sign();
          }
        }
        // Column a of the map from new to old indices.
        index[4 * axes[a] + a] = flipped[a] ? -1 : 1;
        index[4 * axes[a] + 3] = flipped[a] ? before.shape().axis(axes[a]) - 1 : 0;
      }
      Shape from = before.shape();
      VoxelCopy copy = VoxelCopy.permute(from, axes, flipped);
      return new Plan(
          new Grid(copy.shape(), before.affine().multiply(Affine.ofRowMajor(index))), copy);
    }
  }
}
