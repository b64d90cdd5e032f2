package io.github.omnet.core.volume;

import io.github.omnet.core.OmnetException;
import java.util.List;
import java.util.Locale;

/**
 * Which way the three voxel axes of an array run through the body, as three letters: {@code RAS}
 * says that x grows to the right, y to anterior, z to superior. There are 48.
 *
 * @param x direction of growing x
 * @param y direction of growing y
 * @param z direction of growing z
 */
public record Orientation(Direction x, Direction y, Direction z) {
  /** x to the right, y to anterior, z to superior: the axes of the world coordinates. */
  public static final Orientation RAS = new Orientation(Direction.R, Direction.A, Direction.S);

  /** One of the six anatomical directions; the world axis it lies on and its sign. */
  public enum Direction {
    /** To the patient's right: +x in world coordinates. */
    R(0, 1),
    /** To the patient's left: -x. */
    L(0, -1),
    /** To the front: +y. */
    A(1, 1),
    /** To the back: -y. */
    P(1, -1),
    /** Towards the head: +z. */
    S(2, 1),
    /** Towards the feet: -z. */
    I(2, -1);

    private final int worldAxis;
    private final int sign;

    Direction(int worldAxis, int sign) {
      this.worldAxis = worldAxis;
      this.sign = sign;
    }

    /**
     * The world axis that this direction lies on.
     *
     * @return 0 for x, 1 for y, 2 for z
     */
    public int worldAxis() {
      return worldAxis;
    }

    /**
     * Returns whether it points along or against its world axis.
     *
     * @return 1 or -1
     */
    public int sign() {
      return sign;
    }

    static Direction of(int worldAxis, boolean positive) {
      return values()[2 * worldAxis + (positive ? 0 : 1)];
    }
  }

  /**
   * Refuses two directions on one world axis.
   *
   * @param x direction of growing x
   * @param y direction of growing y
   * @param z direction of growing z
   */
  public Orientation {
    if (x.worldAxis == y.worldAxis || y.worldAxis == z.worldAxis || x.worldAxis == z.worldAxis) {
      throw new IllegalArgumentException(
          "an orientation names left-right, front-back and head-feet once each, found "
              + x
              + y
              + z);
    }
  }

  /**
   * Reads a code of three letters.
   *
   * @param code such as {@code RAS} or {@code lps}
   * @return the orientation
   * @throws OmnetException if it is none of the 48
   */
  public static Orientation of(String code) {
    try {
      String upper = code.toUpperCase(Locale.ROOT);
      if (upper.length() == 3) {
        return new Orientation(
            Direction.valueOf(upper.substring(0, 1)),
            Direction.valueOf(upper.substring(1, 2)),
            Direction.valueOf(upper.substring(2)));
      }
    } catch (IllegalArgumentException e) {
      throw new OmnetException(unknown(code), e);
    }
    throw new OmnetException(unknown(code));
  }

  private static String unknown(String code) {
    return "'"
        + code
        + "' is no orientation; use three letters, one each of R/L, A/P, S/I,"
        + " such as RAS";
  }

  /**
   * The axis order closest to an affine: rotation and shear are rounded to the nearest right angle,
   * the strongest axis first.
   *
   * <p>The same as nibabel's {@code aff2axcodes} for grids tilted by up to 30 degrees. Where the
   * tilt is so large that two axes compete for one direction, nibabel 5.0 gives it to the earlier
   * axis, and this method to the one that runs along it more closely.
   *
   * @param affine voxel to world
   * @return the closest of the 48
   */
  public static Orientation closestTo(Affine affine) {
    double[][] cosines = NearestRotation.of(affine);
    Direction[] found = new Direction[3];
    boolean[] usedWorld = new boolean[3];
    for (int round = 0; round < 3; round++) {
      int bestVoxel = -1;
      int bestWorld = -1;
      for (int v = 0; v < 3; v++) {
        for (int w = 0; w < 3 && found[v] == null; w++) {
          if (!usedWorld[w]
              && (bestVoxel < 0
                  || Math.abs(cosines[w][v]) > Math.abs(cosines[bestWorld][bestVoxel]) + 1e-9)) {
            bestVoxel = v;
            bestWorld = w;
          }
        }
      }
      found[bestVoxel] = Direction.of(bestWorld, cosines[bestWorld][bestVoxel] >= 0);
      usedWorld[bestWorld] = true;
    }
    return new Orientation(found[0], found[1], found[2]);
  }

  /**
   * The three directions in axis order.
   *
   * @return x, y, z
   */
  public List<Direction> directions() {
    return List.of(x, y, z);
  }

  /**
   * The code of three letters.
   *
   * @return such as {@code RAS}
   */
  public String code() {
    return "" + x + y + z;
  }

  @Override
  public String toString() {
    return code();
  }
}
