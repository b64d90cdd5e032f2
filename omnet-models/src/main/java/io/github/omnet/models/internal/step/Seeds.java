package io.github.omnet.models.internal.step;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.models.plan.TrainingPlan;

/** Purposes that seeds are derived for, so that no two streams of random numbers are the same. */
public enum Seeds {
  WEIGHTS(1),
  PATCHES(2),
  DROPOUT(3),
  RECALIBRATION(4),
  TRANSPLANTS(5);

  private final long purpose;

  Seeds(long purpose) {
    this.purpose = purpose;
  }

  public long of(TrainingPlan plan) {
    return CounterRandom.derive(plan.seed(), purpose);
  }
}
