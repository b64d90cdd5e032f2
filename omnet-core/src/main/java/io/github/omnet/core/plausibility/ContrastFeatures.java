package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What {@link Contrasts} compares, by modality and pair of modalities. */
final class ContrastFeatures {
  private final List<Modality> order;
  private final double[] tail;
  private final double[][] correlation;
  private final double[][] skewness;

  /** Computes all features from ranks over the same voxels. */
  ContrastFeatures(Map<Modality, Ranks> images) {
    Map<Modality, Ranks> sorted = new EnumMap<>(images);
    List<Ranks> ranks = new ArrayList<>(sorted.values());
    order = List.copyOf(sorted.keySet());
    int count = order.size();
    tail = ranks.stream().mapToDouble(Ranks::logTail).toArray();
    correlation = new double[count][count];
    skewness = new double[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        correlation[a][b] = ranks.get(a).correlation(ranks.get(b));
        correlation[b][a] = correlation[a][b];
        skewness[a][b] = ranks.get(a).skewnessOfDifference(ranks.get(b));
        skewness[b][a] = -skewness[a][b];
      }
    }
  }

  double tail(Modality modality) {
    return tail[order.indexOf(modality)];
  }

  double correlation(Modality first, Modality second) {
    return correlation[order.indexOf(first)][order.indexOf(second)];
  }

  double skewness(Modality first, Modality second) {
    return skewness[order.indexOf(first)][order.indexOf(second)];
  }
}
