package io.github.omnet.models.inference;

import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.models.internal.engine.ComputeShare;
import java.util.Optional;

/**
 * A pass that gives its share of the compute threads back when it is closed.
 *
 * @param pass does the work
 * @param share compute threads of the networks of the pass
 */
record SharingPass(TaskPass pass, ComputeShare share) implements TaskPass {
  @Override
  public FusedTasks run(
      PreparedSubject prepared,
      Optional<LevelMix> mix,
      boolean keepProbabilities,
      StageTimes times,
      ProgressListener listener) {
    return pass.run(prepared, mix, keepProbabilities, times, listener);
  }

  @Override
  public WindowPredictor first() {
    return pass.first();
  }

  @Override
  public void close() {
    pass.close();
    share.close();
  }
}
