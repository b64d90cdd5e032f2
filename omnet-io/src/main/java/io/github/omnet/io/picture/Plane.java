package io.github.omnet.io.picture;

import io.github.omnet.core.volume.Orientation.Direction;

/**
 * The three ways to cut a head, each with the directions in which radiologists look at it: the
 * patient faces the viewer, so that the patient's right is on the left of the picture.
 */
enum Plane {
  /** Across, seen from the feet: columns to the patient's left, rows to the back. */
  AXIAL(Direction.L, Direction.P),
  /** Upright, seen from the front: columns to the patient's left, rows to the feet. */
  CORONAL(Direction.L, Direction.I),
  /** Upright, seen from the patient's left: columns to the back, rows to the feet. */
  SAGITTAL(Direction.P, Direction.I);

  private final Direction right;
  private final Direction down;

  Plane(Direction right, Direction down) {
    this.right = right;
    this.down = down;
  }

  /**
   * Returns where the right edge of the picture lies.
   *
   * @return the direction of growing columns
   */
  public Direction right() {
    return right;
  }

  /**
   * Returns where the lower edge of the picture lies.
   *
   * @return the direction of growing rows
   */
  public Direction down() {
    return down;
  }

  static Direction opposite(Direction direction) {
    for (Direction other : Direction.values()) {
      if (other.worldAxis() == direction.worldAxis() && other != direction) {
        return other;
      }
    }
    throw new AssertionError(direction);
  }
}
