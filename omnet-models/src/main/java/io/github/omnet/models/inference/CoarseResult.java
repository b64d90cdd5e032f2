package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;

/**
 * What stays of the coarse level of a two-level model while the fine level runs. The channels that
 * the coarse network saw never stay, and its probabilities only where the caller asks for them.
 *
 * @param finding what the fine level is told
 * @param whole all that the coarse level made, if it found nothing: then this is the result
 * @param tasks the coarse probabilities of each task, if the caller asks for probabilities or they
 *     are mixed with those of the fine level; else empty
 * @param variances how far the members of an average differ, by task, if the caller asks for
 *     probabilities and they are told; else empty
 * @param windows passes of the sliding window
 * @param skipped windows left out
 */
record CoarseResult(
    CoarseFinding finding,
    Optional<LevelResult> whole,
    List<ClassProbabilities> tasks,
    List<Volume> variances,
    int windows,
    int skipped) {
  /**
   * Takes what is used later.
   *
   * @param made all that the coarse level made; the probabilities of all tasks must have been kept
   * @param probabilities whether the caller asks for probabilities
   * @param mixed whether they are mixed with those of the fine level
   */
  static CoarseResult of(LevelResult made, boolean probabilities, boolean mixed) {
    CoarseFinding finding = made.finding();
    FusedTasks fused = made.fused();
    return new CoarseResult(
        finding,
        finding.isEmpty() ? Optional.of(made) : Optional.empty(),
        probabilities || mixed ? fused.tasks() : List.of(),
        probabilities ? fused.variances() : List.of(),
        fused.windows(),
        fused.skipped());
  }

  /**
   * What the coarse probabilities add to those of the fine level.
   *
   * @param share how much they count; if above 0, they must have been kept
   */
  Optional<LevelMix> mix(double share) {
    return share > 0 ? Optional.of(new LevelMix(share, tasks, variances)) : Optional.empty();
  }
}
