package io.github.omnet.models.inference;

import io.github.omnet.core.subject.TumorRegion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far a segmentation can be trusted, told from the probabilities of the network alone. It costs
 * no further pass of the network, and knows nothing that the network does not know: a network that
 * is confident and wrong gets a high score. docs/lab/accuracy.md compares scores with true Dice.
 *
 * @param expectedDice Dice that the probabilities let expect of each region, in [0, 1]: {@code 2
 *     sum(p over S) / (|S| + sum(p))}, where S is the region as segmented, after post-processing
 *     and on the network's grid, and p the probability that all tasks that decide on the region say
 *     so: for WT and TC the product of tasks 1 and 2, for ET that of TC times task 3's. NaN if the
 *     region is empty
 * @param rimCertainty 1 minus the mean binary entropy, in bits, of the probability of tumour (mean
 *     of tasks 1 and 2) in the rim of WT: voxels with a face neighbour on the other side of its
 *     border. In [0, 1]; NaN if there is no tumour
 */
public record Quality(Map<TumorRegion, Double> expectedDice, double rimCertainty) {
  /**
   * Scores below this are doubtful. It lies midway between the three lowest scores of {@code
   * omnet-small} on its 8 validation subjects (up to 0.67; the TC of all three is below 0.70) and
   * the other five (from 0.76 on). It was chosen on these 8 and for that model with its thresholds;
   * other models need another value.
   */
  public static final double DOUBTFUL_BELOW = 0.71;

  /**
   * Copies the map.
   *
   * @param expectedDice Dice expected of each region, NaN if it is empty
   * @param rimCertainty certainty in the rim of the complete tumour
   */
  public Quality {
    Map<TumorRegion, Double> copy = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      copy.put(region, expectedDice.getOrDefault(region, Double.NaN));
    }
    expectedDice = Collections.unmodifiableMap(copy);
  }

  /**
   * One number for the whole segmentation: the lowest expected Dice of the regions that were found.
   *
   * @return in [0, 1]; 0 if no tumour was found
   */
  public double score() {
    return expectedDice.values().stream()
        .mapToDouble(Double::doubleValue)
        .filter(dice -> !Double.isNaN(dice))
        .min()
        .orElse(0);
  }

  /**
   * Returns whether a person has to look at the segmentation first.
   *
   * @return true if the score is below {@link #DOUBTFUL_BELOW}
   */
  public boolean isDoubtful() {
    return score() < DOUBTFUL_BELOW;
  }

  /**
   * Says what a doubtful score means, for people.
   *
   * @return a sentence
   */
  public String warning() {
    if (expectedDice.values().stream().allMatch(dice -> dice.isNaN())) {
      return "no tumour was found, so nothing says how sure the network is; look at the images";
    }
    return String.format(
        Locale.ROOT,
        "the quality score is %.2f, below %.2f (a bound that was chosen for omnet-small): the network"
            + " is unsure of this tumour; look at the segmentation before you use it",
        score(),
        DOUBTFUL_BELOW);
  }

  /**
   * The named numbers.
   *
   * @return such as {@code expected Dice WT 0.94, TC 0.87, ET 0.89, rim certainty 0.21}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("expected Dice");
    String comma = " ";
    for (Map.Entry<TumorRegion, Double> region : expectedDice.entrySet()) {
      text.append(comma).append(region.getKey()).append(' ').append(fixed(region.getValue()));
      comma = ", ";
    }
    return text.append(", rim certainty ").append(fixed(rimCertainty)).toString();
  }

  private static String fixed(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.2f", value);
  }
}
