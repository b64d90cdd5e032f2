package io.github.omnet.models.training;

import java.util.List;

/** Told how a training goes, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
  /** Tells nobody. */
  TrainingListener NONE = (iteration, total, losses) -> {};

  /**
   * Called after each optimiser step.
   *
   * @param iteration steps taken so far
   * @param total steps planned
   * @param losses of the tasks that trained, coarse to fine, before the step
   */
  void step(long iteration, long total, List<Float> losses);
}
