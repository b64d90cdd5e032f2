package io.github.omnet.models.training;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.validation.ValidationScores;
import java.nio.file.Path;

/** Told how a training goes, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
  /** Ignores all progress. */
  TrainingListener NONE = report -> {};

  /**
   * Called after each optimiser step.
   *
   * @param report the step
   */
  void step(StepReport report);

  /**
   * Called once before the first step.
   *
   * @param iteration steps taken before; 0 unless the training resumes from a checkpoint
   */
  default void started(long iteration) {}

  /**
   * Called after each validation. If the training is killed right after a validation, the resumed
   * training repeats it, with the same outcome.
   *
   * @param iteration steps taken so far
   * @param scores Dice of each subject and region
   */
  default void validated(long iteration, ValidationScores scores) {}

  /**
   * Called for each validation subject of the finished model, before {@link #validated}.
   *
   * @param subject with its truth
   * @param segmentation what the finished model makes of it
   */
  default void segmented(Subject subject, Segmentation segmentation) {}

  /**
   * Called after each checkpoint.
   *
   * @param iteration steps taken so far
   * @param checkpoint its folder
   */
  default void saved(long iteration, Path checkpoint) {}

  /**
   * Called with what the user should know, such as a damaged checkpoint that was left aside.
   *
   * @param message one line
   */
  default void warned(String message) {}
}
