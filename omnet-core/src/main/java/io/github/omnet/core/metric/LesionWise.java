package io.github.omnet.core.metric;

import java.util.function.ToDoubleFunction;

/**
 * Scores per lesion, averaged over the reference's lesions and the false positives: a small lesion
 * missed weighs as much as a large one found.
 *
 * <p>Lesions of the reference are its components once it is dilated, so that parts close to each
 * other count as one. All predicted components that touch a dilated lesion are judged against it
 * together. A missed lesion, and a predicted component that touches no lesion, score Dice 0 and the
 * rule's distance. With neither lesions nor false positives the result is NaN, for an {@link
 * EmptyPolicy} to decide; a reference whose lesions are all too small to count gives 1 and 0 mm.
 *
 * @see "The Brain Tumor Segmentation (BraTS) Challenge 2023, lesion-wise performance metrics"
 */
final class LesionWise implements Metric {
  private final String key;
  private final String what;
  private final Kind kind;
  private final LesionRule rule;
  private final ToDoubleFunction<Comparison> ofLesion;
  private final double missed;

  private LesionWise(
      String key,
      String what,
      Kind kind,
      LesionRule rule,
      ToDoubleFunction<Comparison> ofLesion,
      double missed) {
    this.key = key;
    this.what = what;
    this.kind = kind;
    this.rule = rule;
    this.ofLesion = ofLesion;
    this.missed = missed;
  }

  /**
   * Lesion-wise Dice.
   *
   * @param rule how lesions are told apart and matched
   * @return the metric
   */
  public static LesionWise dice(LesionRule rule) {
    return new LesionWise("lesionWiseDice", "Dice", Kind.SCORE, rule, Overlap.DICE::of, 0);
  }

  /**
   * Lesion-wise HD95.
   *
   * @param rule how lesions are told apart and matched
   * @return the metric
   */
  public static LesionWise hd95(LesionRule rule) {
    return new LesionWise(
        "lesionWiseHd95",
        rule.hd95().key(),
        Kind.DISTANCE,
        rule,
        rule.hd95()::of,
        rule.missedDistanceMm());
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String definition() {
    return what
        + " per reference lesion (components after "
        + rule.steps()
        + " dilations with "
        + rule.neighbours().neighbours()
        + " neighbours, at least "
        + rule.minimumVoxels()
        + " voxels), mean over these and false positives, which count "
        + missed;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public double of(Comparison pair) {
    if (pair.predictionEmpty() && pair.referenceEmpty()) {
      return Double.NaN;
    }
    Lesions lesions = pair.lesions(rule);
    double sum = lesions.invented() * missed;
    for (Comparison lesion : lesions.pairs()) {
      sum += lesion.predictionEmpty() ? missed : ofLesion.applyAsDouble(lesion);
    }
    int count = lesions.pairs().size() + lesions.invented();
    if (count == 0) {
      return kind == Kind.SCORE ? 1 : 0;
    }
    return sum / count;
  }
}
