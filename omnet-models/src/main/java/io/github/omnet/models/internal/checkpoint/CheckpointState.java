package io.github.omnet.models.internal.checkpoint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint knows beside weights and optimiser: {@code training.json}. There is no state of
 * random generators, for none has any: patches, augmentation and dropout are functions of the seed
 * and the iteration.
 *
 * @param formatVersion version of this layout
 * @param progress iteration, stage and what the plateau rule remembers
 * @param finished whether the last step is taken; what comes after it may still be missing
 * @param training what is trained, on what, with what
 * @param best the best validation before this checkpoint, if any
 */
public record CheckpointState(
    int formatVersion,
    CurriculumProgress progress,
    boolean finished,
    TrainingIdentity training,
    @Nullable Best best) {
  public static final int VERSION = 2;

  /**
   * Returns the name of a part that the file does not have, for which Gson gives null; empty if all
   * are there.
   */
  public Optional<String> missing() {
    if (progress == null) {
      return Optional.of("progress");
    }
    return training == null ? Optional.of("training") : training.missing();
  }

  /**
   * The best validation so far.
   *
   * @param iteration steps taken then
   * @param score higher is better
   */
  public record Best(long iteration, double score) {}
}
