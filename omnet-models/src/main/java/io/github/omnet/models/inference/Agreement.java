package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.List;
import java.util.Optional;

/** What the members of an ensemble must have in common. */
final class Agreement {
  private Agreement() {}

  /**
   * Refuses models whose probabilities cannot be averaged.
   *
   * @throws OmnetException naming two that differ, or saying that there is none
   */
  static void require(List<ModelPackage> models) {
    if (models.isEmpty()) {
      throw new OmnetException("an ensemble needs at least one model");
    }
    ModelManifest first = models.get(0).manifest();
    for (ModelPackage model : models) {
      ModelManifest other = model.manifest();
      if (!other.preprocessing().equals(first.preprocessing())
          || !SpacingRule.agree(first, other)
          || other.scheme() != first.scheme()
          || !classes(other).equals(classes(first))
          || !coarse(model).equals(coarse(models.get(0)))) {
        throw new OmnetException(
            "models "
                + models.get(0).location()
                + " and "
                + model.location()
                + " differ in preprocessing, spacing, label scheme, classes or coarse level, and"
                + " cannot be one ensemble");
      }
    }
  }

  /** What a coarse level computes with, whenever and from whichever files it was made. */
  private static Optional<List<Object>> coarse(ModelPackage model) {
    return model
        .coarse()
        .map(
            level -> {
              ModelManifest manifest = level.manifest();
              return List.of(
                  level.fingerprint(),
                  manifest.networks(),
                  manifest.preprocessing(),
                  manifest.spacing(),
                  manifest.inference());
            });
  }

  private static List<List<Integer>> classes(ModelManifest manifest) {
    // All members of an ensemble in one package have the same.
    return manifest.networks().stream()
        .limit(manifest.isEnsemble() ? 1 : manifest.networks().size())
        .map(NetworkConfig::classes)
        .toList();
  }
}
