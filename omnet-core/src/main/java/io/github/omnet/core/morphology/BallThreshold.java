package io.github.omnet.core.morphology;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;

/** The voxels within a ball's reach of a set. */
final class BallThreshold {
  private BallThreshold() {}

  static Mask near(Mask set, Spacing metric, Ball ball) {
    double[] squared = DistanceTransform.squaredTo(set, metric, Workers.callerOnly());
    double reach = ball.squaredReach();
    boolean[] near = new boolean[squared.length];
    for (int n = 0; n < near.length; n++) {
      near[n] = squared[n] <= reach;
    }
    return Mask.wrap(set.grid(), near);
  }
}
