package io.github.omnet.models.plan;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.transform.Transforms;
import java.util.Optional;

/**
 * Tells trainings apart whose settings have the same texts, but which different releases make
 * different patches of. Raise a revision whenever the same plan and subjects give other patches
 * than before, so that a training that was begun before is not resumed after it.
 *
 * <p>Modalities and labels of prepared subjects need none, because a training's identity has their
 * hashes. Channels that steps derive from the modalities have no hash there.
 */
final class PatchRevision {
  /** Name of the setting. A training without it is of the first revision. */
  static final String SETTING = "patchRevision";

  /** The first revision changed the tumour on its own side only. */
  private static final String SYMMETRY =
      "2 (changes of a tumour reach the symmetry channels on both sides of the head)";

  private PatchRevision() {}

  /**
   * The revision of a plan's patches.
   *
   * @return its number and what changed with it; empty for plans whose patches never changed
   */
  static Optional<String> of(TrainingPlan plan) {
    return comparesSides(plan) && !plan.augmentation().equals(AugmentationPolicy.none())
        ? Optional.of(SYMMETRY)
        : Optional.empty();
  }

  private static boolean comparesSides(TrainingPlan plan) {
    Preprocessing preprocessing = plan.preprocessing();
    return Transforms.symmetryChannels().names(preprocessing.modalities()).stream()
        .anyMatch(preprocessing.channels()::contains);
  }
}
