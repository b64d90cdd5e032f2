package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the contrasts of the modalities fit their names. Tries every exchange of the names and
 * compares how likely the features are under each.
 *
 * <p>The features are, for each pair of modalities, the rank correlation and the skewness of the
 * difference of ranks; for each modality, the length of the bright tail. They are taken as
 * independent and normal, with mean and deviation of 24 training subjects, and no feature may count
 * more than three deviations. See docs/lab/plausibility.md for the choice and its error rates.
 */
final class Contrasts {
  /** By so much the log-likelihood of other names has to be larger. */
  static final double MARGIN = 2;

  private final List<Modality> given;
  private final ContrastFeatures features;

  /**
   * Prepares the comparison.
   *
   * @param images ranks of each modality over the same voxels of the brain
   */
  Contrasts(Map<Modality, Ranks> images) {
    this.given = List.copyOf(new EnumMap<>(images).keySet());
    this.features = new ContrastFeatures(images);
  }

  /**
   * What another assignment of names would mean.
   *
   * @param names what each image, named as given, looks like
   * @param margin by how much its log-likelihood is larger than that of the names given
   */
  record Exchange(Map<Modality, Modality> names, double margin) {
    Exchange {
      names = new EnumMap<>(names);
    }
  }

  /** Returns the likeliest exchange of names, if it is likelier than the names given by far. */
  Optional<Exchange> exchange() {
    Exchange best = best();
    return best.margin() > MARGIN ? Optional.of(best) : Optional.empty();
  }

  /** Returns the likeliest exchange of names. */
  Exchange best() {
    double asGiven = logLikelihood(given);
    Exchange best = new Exchange(Map.of(given.get(0), given.get(0)), Double.NEGATIVE_INFINITY);
    for (List<Modality> order : permutations(given)) {
      double margin = logLikelihood(order) - asGiven;
      if (!order.equals(given) && margin > best.margin()) {
        Map<Modality, Modality> names = new EnumMap<>(Modality.class);
        for (int n = 0; n < given.size(); n++) {
          names.put(order.get(n), given.get(n));
        }
        best = new Exchange(names, margin);
      }
    }
    return best;
  }

  /** As if the n-th of these images had the n-th of the names given. */
  private double logLikelihood(List<Modality> order) {
    double squares = 0;
    for (int a = 0; a < order.size(); a++) {
      squares += ContrastNorms.ofTail(given.get(a), features.tail(order.get(a)));
      for (int b = a + 1; b < order.size(); b++) {
        squares +=
            ContrastNorms.ofPair(
                given.get(a),
                given.get(b),
                features.correlation(order.get(a), order.get(b)),
                features.skewness(order.get(a), order.get(b)));
      }
    }
    return -squares / 2;
  }

  private static List<List<Modality>> permutations(List<Modality> all) {
    if (all.size() <= 1) {
      return List.of(all);
    }
    List<List<Modality>> permutations = new ArrayList<>();
    for (Modality first : all) {
      List<Modality> others = all.stream().filter(other -> other != first).toList();
      for (List<Modality> rest : permutations(others)) {
        List<Modality> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        permutations.add(order);
      }
    }
    return permutations;
  }
}
