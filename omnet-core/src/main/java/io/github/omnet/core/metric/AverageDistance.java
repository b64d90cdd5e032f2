package io.github.omnet.core.metric;

import java.util.function.ToDoubleFunction;

/** Average distances between the surfaces of a prediction and a reference. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum AverageDistance implements Metric {
  /** Average symmetric surface distance as MedPy defines it: both directions weigh the same. */
  ASSD(
      "assd",
      "mean of the two directed mean distances, voxel borders, mm",
      pair -> {
        SurfaceDistances d = pair.voxelBorder();
        return (d.fromPrediction().mean() + d.fromReference().mean()) / 2;
      }),
  /** Average symmetric surface distance as MONAI defines it: every border voxel weighs the same. */
  ASSD_POOLED(
      "assdPooled",
      "mean over the distances of both directions joined, voxel borders, mm",
      pair -> pair.voxelBorder().pooled().mean());

  private final String key;
  private final String definition;
  private final ToDoubleFunction<Comparison> formula;

  AverageDistance(String key, String definition, ToDoubleFunction<Comparison> formula) {
    this.key = key;
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
  public double of(Comparison pair) {
    return formula.applyAsDouble(pair);
  }
}
