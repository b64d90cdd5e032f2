package io.github.omnet.core.morphology;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;

/**
 * Operations on masks: border, dilation, erosion, holes, components and distances. None changes its
 * argument; each result lies on the grid of the argument.
 */
public final class Morphology {
  private Morphology() {}

  /**
   * Finds the border of a set: the voxels of the set with at least one of their 6 face neighbours
   * outside of it. What lies beyond the image counts as outside.
   *
   * @param set the set
   * @return its border
   */
  public static Mask border(Mask set) {
    return Border.of(set);
  }

  /**
   * Dilates a set by a ball: all voxels whose centre lies within the ball's radius of the centre of
   * a voxel of the set.
   *
   * @param set the set
   * @param ball radius, in voxels or millimetres
   * @return the set and what is near it
   */
  public static Mask dilated(Mask set, Ball ball) {
    return Dilation.of(set, ball);
  }

  /**
   * Dilates a set step by step: each step adds all neighbours.
   *
   * @param set the set
   * @param neighbours which voxels one step reaches
   * @param steps number of steps, at least 0
   * @return the set and what is near it
   */
  public static Mask dilated(Mask set, Connectivity neighbours, int steps) {
    return StepDilation.of(set, neighbours, steps);
  }

  /**
   * Erodes a set by a ball: the voxels of the set that are farther than the ball's radius from
   * every voxel outside of it.
   *
   * @param set the set
   * @param ball radius, in voxels or millimetres
   * @return what remains of the set
   */
  public static Mask eroded(Mask set, Ball ball) {
    return Erosion.of(set, ball);
  }

  /**
   * Fills holes: adds the voxels that the set encloses, which no path of face neighbours leads to
   * from the edge of the image.
   *
   * @param set the set
   * @return the set without holes
   */
  public static Mask filled(Mask set) {
    return FillHoles.in3d(set);
  }

  /**
   * Fills holes in each slice by itself.
   *
   * @param set the set
   * @param axis the axis across the slices: 0 for x, 1 for y, 2 for z
   * @return the set without holes in its slices
   */
  public static Mask filledInSlices(Mask set, int axis) {
    return FillHoles.inSlices(set, axis);
  }

  /**
   * Finds the largest component of a set; of several equally large, the one that comes first.
   *
   * @param set the set
   * @param connectivity which voxels are neighbours
   * @return one component; empty if the set is
   */
  public static Mask largest(Mask set, Connectivity connectivity) {
    return ComponentFilter.largest(set, connectivity);
  }

  /**
   * Removes small components.
   *
   * @param set the set
   * @param connectivity which voxels are neighbours
   * @param minimumVoxels components of at least this many voxels stay
   * @return the components that stay
   */
  public static Mask atLeast(Mask set, Connectivity connectivity, double minimumVoxels) {
    return ComponentFilter.atLeast(set, connectivity, minimumVoxels);
  }

  /**
   * Removes components that are small against the largest.
   *
   * @param set the set
   * @param connectivity which voxels are neighbours
   * @param share components of at least this share of the largest one's voxels stay, in [0, 1]
   * @return the components that stay
   */
  public static Mask atLeastShareOfLargest(Mask set, Connectivity connectivity, double share) {
    return ComponentFilter.atLeastShareOfLargest(set, connectivity, share);
  }

  /**
   * Measures the distance of every voxel to a set by the spacing of its grid: 0 inside the set.
   *
   * <p>Note the direction: scipy's {@code distance_transform_edt(a)} measures from the non-zero
   * voxels of {@code a} to its zeros.
   *
   * @param set the voxels to measure to
   * @return millimetres; infinite everywhere if the set is empty
   */
  public static Volume distanceTo(Mask set) {
    return DistanceTransform.to(set);
  }

  /**
   * Measures the distance of every voxel to a set, with several threads.
   *
   * @param set the voxels to measure to
   * @param workers threads that share the work; the result does not depend on them
   * @return millimetres; infinite everywhere if the set is empty
   */
  public static Volume distanceTo(Mask set, Workers workers) {
    return DistanceTransform.to(set, workers);
  }

  /**
   * Measures the squared distance of every voxel to a set by a spacing of choice.
   *
   * @param set the voxels to measure to
   * @param spacing distance of neighbours along each axis
   * @param workers threads that share the work; the result does not depend on them
   * @return squared distances in the unit of the spacing, x fastest; infinite if the set is empty
   */
  public static double[] squaredDistances(Mask set, Spacing spacing, Workers workers) {
    return DistanceTransform.squaredTo(set, spacing, workers);
  }
}
