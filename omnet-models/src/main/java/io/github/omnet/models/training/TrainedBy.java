package io.github.omnet.models.training;

import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.Provenance;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words that come with a model which somebody has trained. */
final class TrainedBy {
  private TrainedBy() {}

  static String licence() {
    return "The terms of these weights are up to whoever trained them, within the licence of the"
        + " training data.\nReplace this file before you pass the model on.\n";
  }

  static String card(ModelManifest manifest) {
    Provenance p = manifest.provenance();
    return """
        # %s

        Network `%s` of base width %d, trained with omnet %s on %s (%s), seed %d, %d iterations.

        - Input: %s, z-scored over the brain, oriented %s.
        - Output: brain-tumour labels in the encoding of %s.
        - Training subjects: %s.
        - Scored on: %s.

        Not a medical device: for research only.
        """
        .formatted(
            manifest.name(),
            manifest.architecture(),
            manifest.networks().get(0).width(),
            p.omnetVersion(),
            p.engine(),
            p.device(),
            p.seed(),
            p.iterations(),
            manifest.preprocessing().channels(),
            manifest.preprocessing().orientation(),
            manifest.scheme(),
            p.trainingSubjects(),
            scores(p));
  }

  private static String scores(Provenance p) {
    if (p.metrics().isEmpty()) {
      return "nothing";
    }
    return p.validationSubjects()
        + ": "
        + new TreeMap<>(p.metrics())
            .entrySet().stream()
                .map(
                    entry ->
                        String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
  }
}
