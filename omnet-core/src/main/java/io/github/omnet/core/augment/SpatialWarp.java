package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;

/**
 * Scales, mirrors, rotates and bends images and labels about the middle of the block in one
 * resampling, in voxels (so meant for cubic voxels). Labels are read by nearest voxel.
 *
 * <p>Images are read linearly over the foreground: a voxel whose nearest source is background
 * (exactly 0 in that channel) is background; any other is the mean of its up to eight neighbours
 * that are not background, by their linear weights. So the rim of a brain stays sharp and is not
 * mixed with 0, which in z-scores is no dark tissue but the mean of the brain. What lies outside of
 * the block is background.
 *
 * @param degreesX rotation about x, the first, after scaling
 * @param degreesY rotation about y, the second
 * @param degreesZ rotation about z, the third
 * @param scaleX size along x of things afterwards relative to before, above 0
 * @param scaleY size along y
 * @param scaleZ size along z
 * @param mirrored whether x is mirrored, left and right
 * @param seed names the displacements of the bending
 * @param spacing voxels between control points of the bending, counted from the middle of the
 *     block, at least 2
 * @param displacement largest displacement of a control point along each axis, in voxels; 0 for
 *     none, below half the spacing keeps the map from folding
 */
record SpatialWarp(
    double degreesX,
    double degreesY,
    double degreesZ,
    double scaleX,
    double scaleY,
    double scaleZ,
    boolean mirrored,
    long seed,
    int spacing,
    double displacement)
    implements Augmentation {
  private static final String MIRROR = "x";

  /**
   * Refuses scales that are not above 0 and displacements that could fold.
   *
   * @param degreesX rotation about x
   * @param degreesY rotation about y
   * @param degreesZ rotation about z
   * @param scaleX above 0
   * @param scaleY above 0
   * @param scaleZ above 0
   * @param mirrored whether x is mirrored
   * @param seed names the displacements
   * @param spacing voxels between control points
   * @param displacement largest displacement
   */
  public SpatialWarp {
    if (!(scaleX > 0 && scaleY > 0 && scaleZ > 0)) {
      throw new IllegalArgumentException(
          "scales must be above 0, found " + scaleX + ", " + scaleY + " and " + scaleZ);
    }
    if (spacing < 2 || !(displacement >= 0 && displacement < spacing / 2.0)) {
      throw new IllegalArgumentException(
          "displacement must be below half the spacing of control points, found "
              + displacement
              + " and "
              + spacing);
    }
  }

  static SpatialWarp read(Parameters text) {
    double[] r = text.numbers("degrees", 3);
    double[] s = text.numbers("scales", 3);
    String axes = text.word("mirror");
    if (!axes.isEmpty() && !axes.equals(MIRROR)) {
      throw new IllegalArgumentException("mirror is x or nothing, found '" + axes + "'");
    }
    return new SpatialWarp(
        r[0],
        r[1],
        r[2],
        s[0],
        s[1],
        s[2],
        axes.equals(MIRROR),
        text.whole("seed"),
        Math.toIntExact(text.whole("spacing")),
        text.number("displacement"));
  }

  @Override
  public void apply(Block block) {
    Block copy = block.copy();
    WarpSource source = new WarpSource(copy, 0, this);
    source.fill(block);
  }

  @Override
  public Block applyAndCut(Block block, int cut) {
    Block middle = block.emptyMiddle(cut);
    new WarpSource(block, cut, this).fill(middle);
    return middle;
  }

  /** From the offset of a voxel from the middle afterwards to its offset before, row by row. */
  double[] backwards() {
    double[] r = rotation();
    double[] s = {mirrored ? -scaleX : scaleX, scaleY, scaleZ};
    double[] map = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        // The inverse of a rotation is its transpose.
        map[3 * row + column] = r[3 * column + row] / s[row];
      }
    }
    return map;
  }

  private double[] rotation() {
    double[] x = rotation(0, degreesX);
    double[] y = rotation(1, degreesY);
    double[] z = rotation(2, degreesZ);
    return multiply(z, multiply(y, x));
  }

  private static double[] rotation(int axis, double degrees) {
    // StrictMath, so that a replay on another machine gives the same voxels.
    double c = StrictMath.cos(Math.toRadians(degrees));
    double s = StrictMath.sin(Math.toRadians(degrees));
    int u = (axis + 1) % 3;
    int v = (axis + 2) % 3;
    double[] rows = new double[9];
    rows[4 * axis] = 1;
    rows[4 * u] = c;
    rows[4 * v] = c;
    rows[3 * u + v] = -s;
    rows[3 * v + u] = s;
    return rows;
  }

  private static double[] multiply(double[] a, double[] b) {
    double[] product = new double[9];
    for (int n = 0; n < 9; n++) {
      int row = n / 3;
      int column = n % 3;
      product[n] =
          a[3 * row] * b[column] + a[3 * row + 1] * b[3 + column] + a[3 * row + 2] * b[6 + column];
    }
    return product;
  }

  @Override
  public int margin(Shape shape) {
    double[] map = backwards();
    double beyond = 0;
    for (int row = 0; row < 3; row++) {
      double reach = displacement;
      for (int column = 0; column < 3; column++) {
        reach += Math.abs(map[3 * row + column]) * (shape.axis(column) - 1) / 2.0;
      }
      beyond = Math.max(beyond, reach - (shape.axis(row) - 1) / 2.0);
    }
    return (int) Math.ceil(beyond - 1e-9);
  }

  @Override
  public String describe() {
    return Parameters.of("spatial")
        .with("degrees", degreesX, degreesY, degreesZ)
        .with("scales", scaleX, scaleY, scaleZ)
        .with("mirror", mirrored ? MIRROR : "")
        .with("seed", seed)
        .with("spacing", spacing)
        .with("displacement", displacement)
        .toString();
  }
}
