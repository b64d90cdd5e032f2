package io.github.omnet.models.inference;

import io.github.omnet.core.preprocess.PreparedSubject;
import java.util.Optional;

/** From a prepared subject to fused labels: in one pass, or by a cascade of networks. */
interface TaskPass extends AutoCloseable {
  /**
   * Runs the network or networks over a subject.
   *
   * @param prepared turned, cropped, normalised
   * @param mix what a coarse level adds to the probabilities, if it counts
   * @param keepProbabilities whether the result holds those of every task
   * @param times where time is booked
   * @param listener told after each window
   */
  FusedTasks run(
      PreparedSubject prepared,
      Optional<LevelMix> mix,
      boolean keepProbabilities,
      StageTimes times,
      ProgressListener listener);

  /** The network that sees every window, and what a pass of it costs. */
  WindowPredictor first();

  @Override
  void close();
}
