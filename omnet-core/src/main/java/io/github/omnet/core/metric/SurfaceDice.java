package io.github.omnet.core.metric;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Surface Dice at a tolerance, also normalised surface distance (NSD): the share of both surfaces
 * that lies no further than the tolerance from the other, by area, from 0 to 1. Surfaces run
 * halfway between voxels ({@link Comparison#mesh}).
 *
 * @param toleranceMm millimetres, at least 0 and finite
 * @see "Nikolov et al., Deep learning to achieve clinically applicable segmentation of head and
 *     neck anatomy for radiotherapy, arXiv 1809.04430"
 */
record SurfaceDice(double toleranceMm) implements Metric {
  /** Surface Dice at 1 mm. */
  public static final SurfaceDice AT_1MM = new SurfaceDice(1);

  /**
   * Refuses tolerances that are negative or not finite.
   *
   * @param toleranceMm millimetres
   */
  public SurfaceDice {
    if (!(toleranceMm >= 0) || Double.isInfinite(toleranceMm)) {
      throw new IllegalArgumentException(
          "a tolerance is a finite number of mm from 0, found " + toleranceMm);
    }
  }

  @Override
  public String key() {
    return "surfaceDice" + tolerance() + "mm";
  }

  @Override
  public String definition() {
    return "share of both half-voxel meshes' area within " + tolerance() + " mm of the other";
  }

  @Override
  public Kind kind() {
    return Kind.SCORE;
  }

  @Override
  public Optional<Surface> surface() {
    return Optional.of(Surface.HALF_VOXEL_MESH);
  }

  @Override
  public double of(Comparison pair) {
    SurfaceDistances d = pair.mesh();
    return (d.fromPrediction().weightWithin(toleranceMm)
            + d.fromReference().weightWithin(toleranceMm))
        / (d.fromPrediction().weight() + d.fromReference().weight());
  }

  private String tolerance() {
    return BigDecimal.valueOf(toleranceMm).stripTrailingZeros().toPlainString();
  }
}
