package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;

/**
 * Rotates, scales and shifts images and labels about the middle of the block, in voxels (so meant
 * for cubic voxels). Images are read linearly, labels by nearest voxel; outside the block is 0.
 *
 * @param degreesX rotation about x, first
 * @param degreesY rotation about y, second
 * @param degreesZ rotation about z, third
 * @param scale size of things afterwards relative to before, above 0
 * @param shiftX voxels that things move along x
 * @param shiftY voxels along y
 * @param shiftZ voxels along z
 */
record AffineWarp(
    double degreesX,
    double degreesY,
    double degreesZ,
    double scale,
    double shiftX,
    double shiftY,
    double shiftZ)
    implements Augmentation {
  /**
   * Refuses scales that are not above 0.
   *
   * @param degreesX rotation about x
   * @param degreesY rotation about y
   * @param degreesZ rotation about z
   * @param scale above 0
   * @param shiftX voxels along x
   * @param shiftY voxels along y
   * @param shiftZ voxels along z
   */
  public AffineWarp {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale must be above 0, found " + scale);
    }
  }

  static AffineWarp read(Parameters text) {
    double[] r = text.numbers("degrees", 3);
    double[] s = text.numbers("shift", 3);
    return new AffineWarp(r[0], r[1], r[2], text.number("scale"), s[0], s[1], s[2]);
  }

  /** From the index of a voxel afterwards to its place before. */
  private Affine backwards(Shape shape) {
    double x = (shape.x() - 1) / 2.0;
    double y = (shape.y() - 1) / 2.0;
    double z = (shape.z() - 1) / 2.0;
    Affine forwards =
        shift(x + shiftX, y + shiftY, z + shiftZ)
            .multiply(rotation(2, degreesZ))
            .multiply(rotation(1, degreesY))
            .multiply(rotation(0, degreesX))
            .multiply(Affine.ofRowMajor(scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, scale, 0))
            .multiply(shift(-x, -y, -z));
    return forwards.inverse();
  }

  private static Affine shift(double x, double y, double z) {
    return Affine.ofRowMajor(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
  }

  private static Affine rotation(int axis, double degrees) {
    // StrictMath, so that a replay on another machine gives the same voxels.
    double c = StrictMath.cos(Math.toRadians(degrees));
    double s = StrictMath.sin(Math.toRadians(degrees));
    int u = (axis + 1) % 3;
    int v = (axis + 2) % 3;
    double[] rows = new double[12];
    rows[4 * axis + axis] = 1;
    rows[4 * u + u] = c;
    rows[4 * v + v] = c;
    rows[4 * u + v] = -s;
    rows[4 * v + u] = s;
    return Affine.ofRowMajor(rows);
  }

  @Override
  public void apply(Block block) {
    Affine map = backwards(block.shape());
    Warp.apply(
        block,
        (i, j, k, p) -> {
          for (int r = 0; r < 3; r++) {
            p[r] = map.get(r, 0) * i + map.get(r, 1) * j + map.get(r, 2) * k + map.get(r, 3);
          }
        });
  }

  @Override
  public int margin(Shape shape) {
    Affine map = backwards(shape);
    double beyond = 0;
    for (int corner = 0; corner < 8; corner++) {
      double[] p =
          map.apply(
              (corner & 1) * (shape.x() - 1),
              (corner >> 1 & 1) * (shape.y() - 1),
              (corner >> 2) * (shape.z() - 1));
      for (int a = 0; a < 3; a++) {
        beyond = Math.max(beyond, Math.max(-p[a], p[a] - (shape.axis(a) - 1)));
      }
    }
    return (int) Math.ceil(beyond - 1e-9);
  }

  @Override
  public String describe() {
    return Parameters.of("affine")
        .with("degrees", degreesX, degreesY, degreesZ)
        .with("scale", scale)
        .with("shift", shiftX, shiftY, shiftZ)
        .toString();
  }
}
