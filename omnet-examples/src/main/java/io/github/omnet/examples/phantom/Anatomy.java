package io.github.omnet.examples.phantom;

/**
 * A healthy brain without its skull, as a function from position to tissue. Positions are in
 * millimetres from the brain's middle, x to the right, y to the front, z up, in a head of ordinary
 * size: 132 x 168 x 120 mm.
 */
final class Anatomy {
  private static final double RIGHT = 66;
  private static final double FRONT = 84;
  private static final double TOP = 62;
  private static final double BASE = 50;

  /** Mean radius, by which relative depth becomes millimetres. */
  private static final double RADIUS = 66;

  private static final double SULCUS_DEPTH = 21;

  private final SeededNoise warp;
  private final SeededNoise folds;
  private final SeededNoise vessels;
  private final double stretch;
  private final double ventricle;

  Anatomy(SeededNoise random) {
    this.warp = random.stream(1);
    this.folds = random.stream(2);
    this.vessels = random.stream(3);
    this.stretch = random.between(1, 0.95, 1.05);
    this.ventricle = random.between(2, 0.7, 1.4);
  }

  Tissue at(double x, double y, double z) {
    double depth = depth(x, y, z);
    if (depth <= 0) {
      return hindbrain(x, y, z);
    }
    if (isVentricle(x, y, z)) {
      return Tissue.CSF;
    }
    // The fissure between the hemispheres, open outside the corpus callosum.
    double fromCallosum = square(y / 45) + square((z - 5) / 26);
    double midline = fromCallosum > 1 ? Math.abs(x + 5 * warp.smooth(5, y / 18, z / 18)) : RIGHT;
    double fold = fold(x, y, z);
    double shallow = 1 - depth / SULCUS_DEPTH;
    if (depth < 1.2 || midline < 1 || fold < 0.075 * shallow) {
      return vessels.smooth(x / 7, y / 7, z / 7) > 0.38 ? Tissue.VESSEL : Tissue.CSF;
    }
    if (depth < 4.5 || midline < 4.5 || (shallow > 0 && fold < 0.14 + 0.14 * shallow)) {
      return Tissue.GREY;
    }
    return isDeepGrey(x, y, z) ? Tissue.GREY : Tissue.WHITE;
  }

  /** Millimetres below the surface of the cerebrum, about; negative outside. */
  double depth(double x, double y, double z) {
    double down = z > 0 ? TOP : BASE;
    double r =
        Math.sqrt(square(x / RIGHT) + square(y / (FRONT * stretch)) + square(z / down))
            + 0.05 * warp.smooth(x / 35, y / 35, z / 35);
    return (1 - r) * RADIUS;
  }

  /** Near 0 on the sheets where a sulcus runs. */
  private double fold(double x, double y, double z) {
    double bend = 5 * warp.smooth(x / 20 + 9, y / 20, z / 20);
    return Math.abs(folds.smooth((x + bend) / 13, (y - bend) / 13, (z + bend) / 13));
  }

  private boolean isVentricle(double x, double y, double z) {
    double along = 1 - square((y + 4) / 36);
    if (along > 0) {
      double side = Math.abs(x) - (8 + 0.004 * square(y + 4));
      double height = z - (12 - 0.008 * square(y));
      if (square(side / (5.5 * ventricle)) + square(height / (8 * ventricle)) < along) {
        return true;
      }
    }
    return square(x / (2 * ventricle)) + square((y + 4) / 13) + square((z + 2) / 9) < 1;
  }

  private static boolean isDeepGrey(double x, double y, double z) {
    double side = Math.abs(x);
    boolean thalamus = square((side - 10) / 8) + square((y + 9) / 13) + square(z / 9) < 1;
    boolean putamen = square((side - 25) / 6) + square((y - 5) / 15) + square((z - 2) / 11) < 1;
    return thalamus || putamen;
  }

  private Tissue hindbrain(double x, double y, double z) {
    double bump = 0.06 * warp.smooth(x / 12, y / 12, z / 6);
    double r = Math.sqrt(square(x / 46) + square((y + 46) / 29) + square((z + 42) / 22)) + bump;
    if (r < 1) {
      boolean leaf = Math.abs(folds.smooth(x / 16, y / 12, z / 5)) < 0.06;
      return leaf || r > 0.96 ? Tissue.CSF : r > 0.6 ? Tissue.GREY : Tissue.WHITE;
    }
    double stalk = 12 + 0.07 * (z + 40);
    boolean stem = square(x / stalk) + square((y + 16) / stalk) < 1 && z > -68 && z < 0;
    return stem ? Tissue.WHITE : Tissue.BACKGROUND;
  }

  private static double square(double v) {
    return v * v;
  }
}
