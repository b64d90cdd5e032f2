package io.github.omnet.core.morphology;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;

/**
 * Erosion by a ball: the voxels of the set from whose centre every voxel outside it is further away
 * than the radius. Beyond the edge of the grid counts as outside.
 *
 * <p>Eroding {@code {3, 4, 5, 6, 7}} on a line by 2 voxels leaves {@code {5}}; by a radius of 0 all
 * stay.
 */
final class Erosion {
  private Erosion() {}

  /**
   * Erodes a set.
   *
   * @param set the voxels
   * @param ball how far to shrink
   * @return a mask on the same grid
   */
  public static Mask of(Mask set, Ball ball) {
    return Box.around(set).map(box -> within(set, box.grow(1), ball)).orElse(set);
  }

  /** One voxel of margin holds the nearest of all voxels beyond the box around the set. */
  private static Mask within(Mask set, Box box, Ball ball) {
    Mask part = Cutout.of(set, box);
    boolean[] in = part.data();
    boolean[] outside = new boolean[in.length];
    for (int n = 0; n < in.length; n++) {
      outside[n] = !in[n];
    }
    Spacing metric = ball.metric(set.grid().spacing());
    double[] squared =
        DistanceTransform.squaredTo(Mask.wrap(part.grid(), outside), metric, Workers.callerOnly());
    boolean[] left = new boolean[in.length];
    for (int n = 0; n < in.length; n++) {
      left[n] = in[n] && squared[n] > ball.squaredReach();
    }
    return Cutout.restore(Mask.wrap(part.grid(), left), box, set.grid());
  }
}
