package io.github.omnet.core.metric;

import java.util.function.ToDoubleFunction;

/**
 * Metrics of how many voxels a prediction P and a reference R share. NaN where a denominator is 0.
 *
 * <p>{P = {1, 2}, R = {2, 3}} gives a Dice of 0.5 and an IoU of 1/3.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum Overlap implements Metric {
  /** Dice similarity coefficient, also F1. */
  DICE(
      "dice",
      "2|P∩R| / (|P|+|R|)",
      Kind.SCORE,
      c -> 2.0 * c.truePositives() / (c.prediction() + c.reference())),
  /** Intersection over union, also Jaccard index. */
  IOU(
      "iou",
      "|P∩R| / |P∪R|",
      Kind.SCORE,
      c ->
          (double) c.truePositives()
              / (c.truePositives() + c.falsePositives() + c.falseNegatives())),
  /** Sensitivity, also recall or true positive rate. */
  SENSITIVITY(
      "sensitivity", "|P∩R| / |R|", Kind.SCORE, c -> (double) c.truePositives() / c.reference()),
  /** Specificity, also true negative rate; it grows with the image around the tumour. */
  SPECIFICITY(
      "specificity",
      "|not P and not R| / |not R|, over all voxels of the image",
      Kind.SCORE,
      c -> (double) c.trueNegatives() / (c.trueNegatives() + c.falsePositives())),
  /** Precision, also positive predictive value. */
  PRECISION(
      "precision", "|P∩R| / |P|", Kind.SCORE, c -> (double) c.truePositives() / c.prediction()),
  /** Relative volume difference: positive where the prediction is too large. */
  VOLUME_DIFFERENCE(
      "volumeDifference",
      "(|P|-|R|) / |R|",
      Kind.DIFFERENCE,
      c -> (double) (c.prediction() - c.reference()) / nonZero(c.reference())),
  /** Volume similarity: 1 where both have the same size, wherever they lie. */
  VOLUME_SIMILARITY(
      "volumeSimilarity",
      "1 - ||P|-|R|| / (|P|+|R|)",
      Kind.SCORE,
      c ->
          1 - (double) Math.abs(c.prediction() - c.reference()) / (c.prediction() + c.reference()));

  private final String key;
  private final String definition;
  private final Kind kind;
  private final ToDoubleFunction<Comparison.Confusion> formula;

  Overlap(
      String key, String definition, Kind kind, ToDoubleFunction<Comparison.Confusion> formula) {
    this.key = key;
    this.definition = definition;
    this.kind = kind;
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
    return kind;
  }

  @Override
  public double of(Comparison pair) {
    return of(pair.confusion());
  }

  /**
   * The metric of given counts.
   *
   * @param counts counts of a pair of masks
   * @return the metric, NaN where a denominator is 0
   */
  public double of(Comparison.Confusion counts) {
    return formula.applyAsDouble(counts);
  }

  /** A difference relative to nothing is undefined, not infinite. */
  private static double nonZero(long denominator) {
    return denominator == 0 ? Double.NaN : denominator;
  }
}
