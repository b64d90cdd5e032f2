package io.github.omnet.core.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One metric over a cohort. Subjects for which it is undefined are counted and left out; all
 * numbers are NaN if none is left.
 *
 * @param defined subjects for which the metric is defined
 * @param undefined subjects for which it is not
 * @param mean arithmetic mean
 * @param standardDeviation of the sample, with n - 1; NaN for fewer than two subjects
 * @param minimum smallest value
 * @param lowerQuartile 25th percentile, interpolated linearly as {@code numpy.percentile} does
 * @param median 50th percentile
 * @param upperQuartile 75th percentile
 * @param maximum largest value
 */
public record Summary(
    int defined,
    int undefined,
    double mean,
    double standardDeviation,
    double minimum,
    double lowerQuartile,
    double median,
    double upperQuartile,
    double maximum) {
  /**
   * Sums up one metric.
   *
   * @param values one value per subject, NaN where undefined
   * @return the summary
   */
  public static Summary of(double... values) {
    double[] sorted = DoubleStream.of(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return new Summary(
        sorted.length,
        values.length - sorted.length,
        mean,
        sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1)),
        percentile(sorted, 0),
        percentile(sorted, 0.25),
        percentile(sorted, 0.5),
        percentile(sorted, 0.75),
        percentile(sorted, 1));
  }

  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return rank == below
        ? sorted[below]
        : sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  JsonObject json() {
    return new JsonObject()
        .number("defined", defined)
        .number("undefined", undefined)
        .number("mean", mean)
        .number("standardDeviation", standardDeviation)
        .number("minimum", minimum)
        .number("lowerQuartile", lowerQuartile)
        .number("median", median)
        .number("upperQuartile", upperQuartile)
        .number("maximum", maximum);
  }
}
