package io.github.omnet.core.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Hausdorff distances: the largest distance from one surface to the other, or a percentile of those
 * distances that forgives a few outliers. Every tool that prints an "HD95" combines the two
 * directions in its own way; these are told apart by name.
 *
 * <p>Where the 4 border voxels of P lie 0, 0, 0, 10 mm from R and those of R 0, 0, 0, 1 mm from P,
 * HD is 10, HD95 max of directed is 8.5, and HD95 pooled is 6.85.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum Hausdorff implements Metric {
  /** Hausdorff distance, the same in MedPy, MONAI and BraTS. */
  HD(
      "hd",
      Surface.VOXEL_BORDER,
      "larger of the two largest distances between voxel borders (6-connected), mm",
      pair -> {
        SurfaceDistances d = pair.voxelBorder();
        return Math.max(d.fromPrediction().max(), d.fromReference().max());
      }),
  /** MedPy's HD95: one percentile of both directions joined. */
  HD95_POOLED(
      "hd95Pooled",
      Surface.VOXEL_BORDER,
      "95th percentile (linear) of the distances of both directions joined, voxel borders, mm",
      pair -> pair.voxelBorder().pooled().percentile(95)),
  /** HD95 of MONAI and of the BraTS organisers: the larger of two percentiles. */
  HD95_MAX_DIRECTED(
      "hd95MaxDirected",
      Surface.VOXEL_BORDER,
      "larger of the two directed 95th percentiles (linear), voxel borders, mm",
      pair -> {
        SurfaceDistances d = pair.voxelBorder();
        return Math.max(d.fromPrediction().percentile(95), d.fromReference().percentile(95));
      }),
  /** DeepMind's robust Hausdorff distance at 100 %, between surfaces halfway between voxels. */
  HD_MESH(
      "hdMesh",
      Surface.HALF_VOXEL_MESH,
      "larger of the two largest distances between half-voxel meshes, mm",
      pair -> {
        SurfaceDistances d = pair.mesh();
        return Math.max(d.fromPrediction().max(), d.fromReference().max());
      }),
  /** DeepMind's robust Hausdorff distance at 95 %: percentiles of area, not of voxels. */
  HD95_AREA_WEIGHTED(
      "hd95AreaWeighted",
      Surface.HALF_VOXEL_MESH,
      "larger of the two smallest distances that hold 95 % of a half-voxel mesh's area, mm",
      pair -> {
        SurfaceDistances d = pair.mesh();
        return Math.max(
            d.fromPrediction().weightedPercentile(95), d.fromReference().weightedPercentile(95));
      });

  private final String key;
  private final Surface surface;
  private final String definition;
  private final ToDoubleFunction<Comparison> formula;

  Hausdorff(String key, Surface surface, String definition, ToDoubleFunction<Comparison> formula) {
    this.key = key;
    this.surface = surface;
    this.definition = definition;
    this.formula = formula;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String definition() {
    return definition;
  }

  @Override
  public Kind kind() {
    return Kind.DISTANCE;
  }

  @Override
  public Optional<Surface> surface() {
    return Optional.of(surface);
  }

  @Override
  public double of(Comparison pair) {
    return formula.applyAsDouble(pair);
  }
}
