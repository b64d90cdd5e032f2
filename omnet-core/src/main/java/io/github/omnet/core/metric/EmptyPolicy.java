package io.github.omnet.core.metric;

/**
 * What a metric is where one mask or both are empty. Numbers that the definition gives by itself,
 * such as a Dice of 0 when just one mask is empty, are the same under all policies.
 */
public enum EmptyPolicy {
  /** Not a number, so that an average can leave it out. */
  NAN,
  /**
   * As the BraTS organisers count. Both empty: scores are 1, distances and differences 0. One
   * empty: scores are 0, distances the diagonal of the image (373.1287 mm for 240x240x155 at 1 mm),
   * differences NaN where undefined.
   */
  BRATS,
  /**
   * Scores are 1 if both are empty, else 0. Distances and differences are NaN, for neither of these
   * is a distance in millimetres.
   */
  ZERO_ONE;

  /**
   * The metric of a pair under this policy.
   *
   * @param metric what to compute
   * @param pair prediction and reference
   * @return the metric where it is defined, else what this policy puts in its place
   */
  public double apply(Metric metric, Comparison pair) {
    boolean both = pair.predictionEmpty() && pair.referenceEmpty();
    if (!both && !pair.predictionEmpty() && !pair.referenceEmpty()) {
      return metric.of(pair);
    }
    double natural = metric.of(pair);
    if (this == NAN || (!both && !Double.isNaN(natural))) {
      return natural;
    }
    return switch (metric.kind()) {
      case SCORE -> both ? 1 : 0;
      case DISTANCE -> this == ZERO_ONE ? Double.NaN : both ? 0 : pair.imageDiagonal();
      case DIFFERENCE -> this == BRATS && both ? 0 : Double.NaN;
    };
  }
}
