package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.StepRegistry;
import io.github.omnet.models.internal.checkpoint.CheckpointStore;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where and how often a training is saved. It is also saved at its beginning, before each
 * validation, when it is stopped, and at its end.
 *
 * @param folder holds one folder for each checkpoint; made if it does not exist
 * @param every optimiser steps between two
 * @param keep how many of the last stay; the one with the best validation stays too
 */
public record CheckpointPolicy(Path folder, long every, int keep) {
  /**
   * Refuses policies that keep nothing.
   *
   * @param folder holds the checkpoints
   * @param every optimiser steps between two
   * @param keep how many of the last stay
   */
  public CheckpointPolicy {
    if (every < 1 || keep < 1) {
      throw new OmnetException(
          "checkpoints come every 1 or more steps and at least 1 is kept, found "
              + every
              + " and "
              + keep);
    }
  }

  /**
   * Returns whether the folder holds checkpoints.
   *
   * @return true if there is one, whole or not
   * @throws IOException if the folder cannot be read
   */
  public boolean holdsAny() throws IOException {
    return !store().isEmpty();
  }

  /**
   * Returns whether the folder holds a training that has not come to its end: the averaging and the
   * validation after the last step included, for only then it gives its result.
   *
   * @return true if its newest checkpoint says so, or if there are checkpoints but none is whole
   * @throws IOException if the folder cannot be read
   */
  public boolean holdsUnfinished() throws IOException {
    if (!holdsAny()) {
      return false;
    }
    try {
      return !store().isFinished();
    } catch (OmnetException e) {
      return true;
    }
  }

  /**
   * Refuses a folder that another training is writing to. A trainer does so by itself; this is for
   * finding out before the subjects are read.
   *
   * @throws TrainingInProgressException if a training, of this or another process, has the folder
   * @throws IOException if the folder cannot be written to
   */
  public void requireFree() throws IOException {
    TrainingLock.requireFree(folder);
  }

  CheckpointStore store() {
    return store(ModelParts.STANDARD);
  }

  /** The checkpoints of a plan, whose preprocessing may have steps of the caller's. */
  CheckpointStore store(TrainingPlan plan) {
    return store(parts(plan));
  }

  /** The parts that a plan's models may have. */
  static ModelParts parts(TrainingPlan plan) {
    return ModelParts.STANDARD
        .withSteps(StepRegistry.STANDARD.including(plan.preprocessing()))
        .including(plan.architecture());
  }

  private CheckpointStore store(ModelParts parts) {
    return new CheckpointStore(folder, keep, parts);
  }
}
