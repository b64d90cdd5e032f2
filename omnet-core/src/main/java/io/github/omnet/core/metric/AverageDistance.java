package io.github.omnet.core.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Average distances between the surfaces of a prediction and a reference. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum AverageDistance implements Metric {
  /**
   * Average symmetric surface distance of MONAI and recent MedPy: every border voxel of either
   * surface weighs the same.
   */
  ASSD(
      "assd",
      Surface.VOXEL_BORDER,
      "mean over the distances of both directions joined, voxel borders, mm",
      pair -> pair.voxelBorder().pooled().mean()),
  /** Average symmetric surface distance of earlier MedPy: both directions weigh the same. */
  ASSD_MEAN_OF_DIRECTED(
      "assdMeanOfDirected",
      Surface.VOXEL_BORDER,
      "mean of the two directed mean distances, voxel borders, mm",
      pair -> {
        SurfaceDistances d = pair.voxelBorder();
        return (d.fromPrediction().mean() + d.fromReference().mean()) / 2;
      }),
  /** DeepMind's average distance from the reference ("ground truth") to the prediction. */
  MESH_FROM_REFERENCE(
      "asdMeshFromReference",
      Surface.HALF_VOXEL_MESH,
      "mean distance from the reference's half-voxel mesh to the prediction's, by area, mm",
      pair -> pair.mesh().fromReference().mean()),
  /** DeepMind's average distance from the prediction to the reference. */
  MESH_FROM_PREDICTION(
      "asdMeshFromPrediction",
      Surface.HALF_VOXEL_MESH,
      "mean distance from the prediction's half-voxel mesh to the reference's, by area, mm",
      pair -> pair.mesh().fromPrediction().mean());

  private final String key;
  private final Surface surface;
  private final String definition;
  private final ToDoubleFunction<Comparison> formula;

  AverageDistance(
      String key, Surface surface, String definition, ToDoubleFunction<Comparison> formula) {
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
