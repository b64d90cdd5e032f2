package io.github.omnet.core.plausibility;

import static io.github.omnet.core.subject.Modality.FLAIR;
import static io.github.omnet.core.subject.Modality.T1;
import static io.github.omnet.core.subject.Modality.T1C;
import static io.github.omnet.core.subject.Modality.T2;

import io.github.omnet.core.subject.Modality;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Mean and deviation of each feature of {@link Contrasts} over the training subjects. */
final class ContrastNorms {
  private static final double MOST = 9;

  /** Logs of the bright tail. */
  private static final Map<Modality, Normal> TAILS =
      Map.of(
          FLAIR, new Normal(0.550, 0.347),
          T1, new Normal(0.245, 0.520),
          T1C, new Normal(1.230, 0.469),
          T2, new Normal(0.841, 0.333));

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(FLAIR, T1, new Normal(0.242, 0.164), new Normal(0.009, 0.146)),
          new Pair(FLAIR, T1C, new Normal(0.012, 0.200), new Normal(-0.031, 0.130)),
          new Pair(FLAIR, T2, new Normal(0.383, 0.196), new Normal(-1.263, 0.456)),
          new Pair(T1, T1C, new Normal(0.558, 0.165), new Normal(-0.732, 0.629)),
          new Pair(T1, T2, new Normal(-0.219, 0.272), new Normal(-0.223, 0.128)),
          new Pair(T1C, T2, new Normal(-0.261, 0.206), new Normal(-0.172, 0.102)));

  private ContrastNorms() {}

  private record Normal(double mean, double deviation) {
    /** The squared distance from the mean in deviations, at most 9. */
    double square(double value) {
      double distance = (value - mean) / deviation;
      return Math.min(MOST, distance * distance);
    }
  }

  private record Pair(Modality first, Modality second, Normal correlation, Normal skewness) {}

  /** Returns the squared distance of a tail from its mean in deviations, at most 9. */
  static double ofTail(Modality modality, double tail) {
    return Objects.requireNonNull(TAILS.get(modality)).square(tail);
  }

  /**
   * Returns the sum of the squared distances of both features of a pair, each at most 9.
   *
   * @param first a modality
   * @param second one that comes after it in {@link Modality}
   */
  static double ofPair(Modality first, Modality second, double correlation, double skewness) {
    for (Pair pair : PAIRS) {
      if (pair.first() == first && pair.second() == second) {
        return pair.correlation().square(correlation) + pair.skewness().square(skewness);
      }
    }
    throw new IllegalArgumentException("no pair " + first + ", " + second);
  }
}
