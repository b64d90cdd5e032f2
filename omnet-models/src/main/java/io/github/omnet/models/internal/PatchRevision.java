package io.github.omnet.models.internal;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.transform.Transforms;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells trainings apart whose settings have the same texts, but which different releases make
 * different patches of. Raise the revision whenever the same plan and subjects give other patches
 * than before, so that a training that was begun before is not resumed after it.
 *
 * <p>Modalities and labels of prepared subjects need none, because a training's identity has their
 * hashes. Channels that steps derive from the modalities have no hash there.
 */
public final class PatchRevision {
  /** Name of the setting. A training without it is of the first revision. */
  public static final String SETTING = "patchRevision";

  /** The first revision changed the tumour on its own side only. */
  private static final String SYMMETRY = "2";

  private static final String SYMMETRY_CAUSE =
      "since revision "
          + SYMMETRY
          + " changes of a tumour's contrast, and gamma, reach the symmetry channels on both sides"
          + " of the head, in the tumour and in its mirror image";

  private PatchRevision() {}

  /**
   * The revision of a plan's patches.
   *
   * @param preprocessing of the plan
   * @param augmentation of the plan
   * @return its number; empty for plans whose patches never changed
   */
  public static Optional<String> of(Preprocessing preprocessing, AugmentationPolicy augmentation) {
    return comparesSides(preprocessing) && !augmentation.equals(AugmentationPolicy.none())
        ? Optional.of(SYMMETRY)
        : Optional.empty();
  }

  private static boolean comparesSides(Preprocessing preprocessing) {
    return Transforms.symmetryChannels().names(preprocessing.modalities()).stream()
        .anyMatch(preprocessing.channels()::contains);
  }

  /**
   * Whether two trainings are of different revisions.
   *
   * @param begun settings of one, by name
   * @param asked settings of the other
   * @return false if both have the same revision, or both the first
   */
  public static boolean differs(Map<String, String> begun, Map<String, String> asked) {
    return !Objects.equals(begun.get(SETTING), asked.get(SETTING));
  }

  /**
   * What made the patches of a training other than those of this release.
   *
   * @param begun its settings by name
   * @return a sentence without its full stop; empty if this release does not know
   */
  public static Optional<String> cause(Map<String, String> begun) {
    return begun.containsKey(SETTING) ? Optional.empty() : Optional.of(SYMMETRY_CAUSE);
  }
}
