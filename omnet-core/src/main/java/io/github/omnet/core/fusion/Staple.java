package io.github.omnet.core.fusion;

import io.github.omnet.core.fusion.LabelFusion.Rater;
import io.github.omnet.core.fusion.LabelFusion.Result;
import io.github.omnet.core.volume.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * STAPLE: estimates from several label maps of one image at the same time the true labels and how
 * reliable each rater is, by expectation maximisation.
 *
 * <p>A rater is described by {@code theta[v][t]}, the probability of voting v where t is true.
 * Given these, a voxel has label t with a probability in proportion to {@code prior(t)} times the
 * product of its raters' {@code theta[vote][t]}; given those probabilities, each theta is the share
 * of votes v among the voxels of label t. The prior is the frequency of each label over all maps,
 * so it depends on how much background the grid has.
 *
 * @see "Warfield, Zou and Wells, Simultaneous truth and performance level estimation, IEEE TMI 23
 *     (2004)"
 */
final class Staple {
  /** Probability of a right vote that the iteration begins with. */
  private static final double INITIAL_RELIABILITY = 0.99999;

  private final VotePatterns patterns;
  private final int raters;
  private final double[] prior;
  private final double[][] truth;
  private double[][][] theta;

  private Staple(VotePatterns patterns, int raters) {
    this.patterns = patterns;
    this.raters = raters;
    int labels = patterns.labels().length;
    this.prior = new double[labels];
    this.truth = new double[patterns.size()][labels];
    this.theta = new double[raters][labels][labels];
    for (int p = 0; p < patterns.size(); p++) {
      for (int vote : patterns.votes(p)) {
        prior[vote] += patterns.count(p);
      }
    }
    double other = labels > 1 ? (1 - INITIAL_RELIABILITY) / (labels - 1) : 0;
    for (double[][] rater : theta) {
      for (int v = 0; v < labels; v++) {
        Arrays.fill(rater[v], other);
        rater[v][v] = INITIAL_RELIABILITY;
      }
    }
  }

  /**
   * Estimates truth and raters.
   *
   * @param maps at least one label map, all on one grid
   * @param maximumIterations at least 1
   * @param tolerance the largest change of a rater's probabilities at which to stop
   * @return the estimate
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  static Result of(List<LabelMap> maps, int maximumIterations, double tolerance) {
    LabelMap first = Raters.requireSameGrid(maps);
    VotePatterns patterns = new VotePatterns(maps);
    Staple staple = new Staple(patterns, maps.size());
    int iterations = 0;
    double change = Double.POSITIVE_INFINITY;
    while (iterations < maximumIterations && change > tolerance) {
      staple.estimateTruth();
      change = staple.estimateRaters();
      iterations++;
    }
    byte[] consensus = new byte[first.data().length];
    byte[] labelOfPattern = staple.labels();
    for (int n = 0; n < consensus.length; n++) {
      consensus[n] = labelOfPattern[patterns.patternOf(n)];
    }
    List<Rater> raters =
        Arrays.stream(staple.theta).map(theta -> new Rater(patterns.labels(), theta)).toList();
    return new Result(LabelMap.wrap(first.grid(), consensus), raters, iterations);
  }

  private void estimateTruth() {
    for (int p = 0; p < truth.length; p++) {
      int[] votes = patterns.votes(p);
      double sum = 0;
      for (int t = 0; t < prior.length; t++) {
        double likelihood = prior[t];
        for (int r = 0; r < raters; r++) {
          likelihood *= theta[r][votes[r]][t];
        }
        truth[p][t] = likelihood;
        sum += likelihood;
      }
      for (int t = 0; t < prior.length; t++) {
        truth[p][t] /= sum;
      }
    }
  }

  private double estimateRaters() {
    double[][][] next = new double[raters][prior.length][prior.length];
    double[] total = new double[prior.length];
    for (int p = 0; p < truth.length; p++) {
      for (int t = 0; t < prior.length; t++) {
        double weight = patterns.count(p) * truth[p][t];
        total[t] += weight;
        for (int r = 0; r < raters; r++) {
          next[r][patterns.votes(p)[r]][t] += weight;
        }
      }
    }
    double change = 0;
    for (int r = 0; r < raters; r++) {
      for (int v = 0; v < prior.length; v++) {
        for (int t = 0; t < prior.length; t++) {
          next[r][v][t] = total[t] == 0 ? 0 : next[r][v][t] / total[t];
          change = Math.max(change, Math.abs(next[r][v][t] - theta[r][v][t]));
        }
      }
    }
    theta = next;
    return change;
  }

  private byte[] labels() {
    byte[] best = new byte[truth.length];
    for (int p = 0; p < truth.length; p++) {
      double[] probability = truth[p];
      int t =
          IntStream.range(0, probability.length)
              .reduce((a, b) -> probability[b] > probability[a] ? b : a)
              .orElse(0);
      best[p] = (byte) patterns.labels()[t];
    }
    return best;
  }
}
