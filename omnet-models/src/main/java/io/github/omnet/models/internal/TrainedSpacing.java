package io.github.omnet.models.internal;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The voxel size that a network has learnt to see tumours at. Numbers are millimetres along x, y
 * and z in the orientation of the model.
 */
public final class TrainedSpacing {
  /**
   * By how much a voxel's side may differ, as a share of the trained one. Less than the difference
   * in size between one adult brain and another, and more than scanners' rounding of 1 mm.
   */
  public static final double TOLERANCE = 0.1;

  private TrainedSpacing() {}

  /**
   * The voxel size that training subjects share: the median along each axis.
   *
   * @param grids of the prepared subjects, all in the orientation of the model
   * @return the size; empty if a subject differs from the median by more than {@link #TOLERANCE},
   *     as a network trained on several sizes is bound to none
   */
  public static Optional<Spacing> of(List<Grid> grids) {
    if (grids.isEmpty()) {
      return Optional.empty();
    }
    List<Double> median = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      double[] sides =
          grids.stream().mapToDouble(grid -> grid.spacing().axis(a)).sorted().toArray();
      median.add(sides[sides.length / 2]);
    }
    Spacing shared = new Spacing(median.get(0), median.get(1), median.get(2));
    boolean all = grids.stream().allMatch(grid -> fits(shared, grid.spacing()));
    return all ? Optional.of(shared) : Optional.empty();
  }

  /**
   * Whether voxels are close enough in size to those trained on.
   *
   * @param trained size of the model's voxels
   * @param found size of a subject's voxels, in the model's orientation
   * @return true if no side differs by more than {@link #TOLERANCE} of the trained one
   */
  public static boolean fits(Spacing trained, Spacing found) {
    return fits(trained, found, TOLERANCE);
  }

  /**
   * Whether voxels are close enough in size to those trained on.
   *
   * @param trained size of the model's voxels
   * @param found size of a subject's voxels, in the model's orientation
   * @param tolerance largest difference of a side, as a share of the trained one
   * @return true if no side differs by more
   */
  public static boolean fits(Spacing trained, Spacing found, double tolerance) {
    for (int axis = 0; axis < 3; axis++) {
      if (Math.abs(found.axis(axis) - trained.axis(axis)) > tolerance * trained.axis(axis)) {
        return false;
      }
    }
    return true;
  }
}
