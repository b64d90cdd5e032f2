package io.github.omnet.examples.phantom;

/**
 * A tumour as a glioblastoma shows it: a core of irregular outline, dead inside and enhancing at
 * the rim, and oedema that spreads along the white matter and stops at the ventricles. Positions as
 * in {@link Anatomy}.
 */
final class Glioma {
  private static final int TRIES = 1000;

  private final SeededNoise outline;
  private final SeededNoise inside;
  private final SeededNoise spread;
  private final double[] centre;
  private final double[] radii;
  private final double rim;
  private final double reach;

  Glioma(Anatomy anatomy, SeededNoise random) {
    this.outline = random.stream(1);
    this.inside = random.stream(2);
    this.spread = random.stream(3);
    this.centre = place(anatomy, random.stream(4));
    double radius = random.between(1, 16, 24);
    this.radii =
        new double[] {
          radius * random.between(2, 0.8, 1.25),
          radius * random.between(3, 0.8, 1.25),
          radius * random.between(4, 0.8, 1.25)
        };
    this.rim = random.between(5, 0.24, 0.40);
    this.reach = random.between(6, 9, 17) / radius;
  }

  /** What the tumour makes of the healthy tissue at a position. */
  Tissue at(double x, double y, double z, Tissue healthy) {
    double distance = distance(x, y, z);
    if (distance > 3.5 || healthy == Tissue.BACKGROUND) {
      return healthy;
    }
    double core = distance / (1 + 0.55 * outline.smooth(x / 13, y / 13, z / 13));
    if (core < 1) {
      double lumps = inside.smooth(x / 8, y / 8, z / 8);
      return core > 1 - rim * (1 + 0.6 * lumps) || lumps > 0.42
          ? Tissue.ENHANCING
          : Tissue.NECROSIS;
    }
    if (healthy == Tissue.CSF || healthy == Tissue.VESSEL) {
      return healthy;
    }
    double barrier = healthy == Tissue.WHITE ? 1 : 0.55;
    double fingers = 1 + 0.9 * spread.smooth(x / 16, y / 16, z / 16);
    return core < 1 + reach * barrier * fingers ? Tissue.OEDEMA : healthy;
  }

  private double distance(double x, double y, double z) {
    double dx = (x - centre[0]) / radii[0];
    double dy = (y - centre[1]) / radii[1];
    double dz = (z - centre[2]) / radii[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /** In the white matter of one hemisphere, away from surface and midline. */
  private static double[] place(Anatomy anatomy, SeededNoise random) {
    for (int n = 0; n < TRIES; n++) {
      double x = random.between(3L * n, -48, 48);
      double y = random.between(3L * n + 1, -55, 58);
      double z = random.between(3L * n + 2, -20, 42);
      if (Math.abs(x) > 18 && anatomy.depth(x, y, z) > 15 && anatomy.at(x, y, z) == Tissue.WHITE) {
        return new double[] {x, y, z};
      }
    }
    throw new IllegalStateException("no white matter found in " + TRIES + " tries");
  }
}
