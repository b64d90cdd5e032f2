package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;

/**
 * A round neighbourhood: all voxels whose centre is at most a radius away from a voxel's centre.
 *
 * @param radius at least 0, in the unit
 * @param unit whether distances are counted in voxels or in millimetres
 */
public record Ball(double radius, Unit unit) {
  /** What the radius is counted in. */
  public enum Unit {
    /** Steps from voxel to voxel, whatever the spacing. */
    VOXELS,
    /** Millimetres by the spacing of the grid. */
    MILLIMETRES
  }

  /**
   * Refuses radii that are negative or not finite.
   *
   * @param radius at least 0, in the unit
   * @param unit whether distances are counted in voxels or in millimetres
   */
  public Ball {
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException("a ball needs a finite radius from 0, found " + radius);
    }
  }

  /**
   * A ball measured in voxels.
   *
   * @param radius voxels, at least 0
   * @return the ball
   */
  public static Ball ofVoxels(double radius) {
    return new Ball(radius, Unit.VOXELS);
  }

  /**
   * A ball measured in millimetres.
   *
   * @param radius millimetres, at least 0
   * @return the ball
   */
  public static Ball ofMillimetres(double radius) {
    return new Ball(radius, Unit.MILLIMETRES);
  }

  /** The distance of neighbouring voxels in the unit of the radius. */
  Spacing metric(Spacing spacing) {
    return unit == Unit.VOXELS ? Spacing.ISOTROPIC_1MM : spacing;
  }

  /**
   * The squared radius, a hair wider: sums of squared multiples of a spacing such as 0.7 mm carry a
   * rounding error, and a voxel exactly on the radius belongs to the ball.
   */
  double squaredReach() {
    return radius * radius * (1 + 1e-12);
  }

  /** All voxels of an array that the ball reaches to from a box in it. */
  Box reach(Box box, Spacing metric, Shape array) {
    int x = steps(metric.x(), array.x());
    int y = steps(metric.y(), array.y());
    int z = steps(metric.z(), array.z());
    return Box.minMax(
        Math.max(0, box.x() - x),
        Math.max(0, box.y() - y),
        Math.max(0, box.z() - z),
        Math.min(array.x(), box.endX() + x) - 1,
        Math.min(array.y(), box.endY() + y) - 1,
        Math.min(array.z(), box.endZ() + z) - 1);
  }

  private int steps(double spacing, int length) {
    return (int) Math.min(length, Math.floor(radius * (1 + 1e-12) / spacing));
  }
}
