package io.github.omnet.core.morphology;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;

/**
 * Dilation by a ball: the voxels whose centre is at most the radius away from the centre of a voxel
 * of the set. Voxels beyond the edge of the grid are lost.
 *
 * <p>Computed by an exact distance transform of the box that the ball can reach, so its time does
 * not grow with the volume of the ball. Dilating {@code {5}} on a line by 2 voxels gives {@code {3,
 * 4, 5, 6, 7}}.
 */
final class Dilation {
  private Dilation() {}

  /**
   * Dilates a set.
   *
   * @param set the voxels
   * @param ball how far to grow
   * @return a mask on the same grid
   */
  public static Mask of(Mask set, Ball ball) {
    return Box.around(set).map(box -> within(set, box, ball)).orElse(set);
  }

  private static Mask within(Mask set, Box box, Ball ball) {
    var metric = ball.metric(set.grid().spacing());
    Box reached = ball.reach(box, metric, set.shape());
    return Cutout.restore(
        BallThreshold.near(Cutout.of(set, reached), metric, ball), reached, set.grid());
  }
}
