package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a package says that its model reaches, and when it says so no longer. */
final class Scores {
  private Scores() {}

  /** The model with these scores, of subjects that none of its levels was trained on. */
  static ModelPackage given(
      ModelPackage model, List<String> subjects, Map<String, Double> metrics) {
    ModelManifest manifest = model.manifest();
    Set<String> seen = new LinkedHashSet<>(manifest.provenance().trainingSubjects());
    manifest.coarse().ifPresent(level -> seen.addAll(level.provenance().trainingSubjects()));
    seen.retainAll(Set.copyOf(subjects));
    if (!seen.isEmpty()) {
      throw new OmnetException(
          model.location()
              + " was trained on "
              + seen
              + "; scores of a model are those of subjects that it has not seen");
    }
    return model.from(manifest.provenance().withScores(subjects, metrics));
  }

  /** The model before another coarse level takes the place of its own. */
  static ModelPackage beforeExchange(ModelPackage model, ModelPackage level) {
    if (model.coarse().isEmpty()
        || model.coarse().get().fingerprint().equals(level.fingerprint())) {
      return model;
    }
    Provenance origin = model.manifest().provenance();
    List<String> unseen = new ArrayList<>(origin.validationSubjects());
    unseen.removeAll(level.manifest().provenance().trainingSubjects());
    return model.from(origin.withScores(unseen, Map.of()));
  }
}
