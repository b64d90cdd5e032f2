package io.github.omnet.models.training;

import java.util.List;

/**
 * What one optimiser step was like.
 *
 * @param iteration steps taken so far, this one included
 * @param total steps planned
 * @param stage stage of the curriculum, from 1
 * @param losses of the tasks that trained, coarse to fine, before the step
 * @param rate learning rate of the step
 * @param gradientNorm norm of the gradient over all parameters, before clipping
 * @param patches patches that went through the network
 * @param nanos nanoseconds that the step took, loading included
 * @param waitedNanos how long of it was spent waiting for the batch
 */
public record StepReport(
    long iteration,
    long total,
    int stage,
    List<Float> losses,
    double rate,
    double gradientNorm,
    int patches,
    long nanos,
    long waitedNanos) {
  /**
   * Copies the list.
   *
   * @param iteration steps taken so far
   * @param total steps planned
   * @param stage of the curriculum
   * @param losses of the tasks
   * @param rate learning rate
   * @param gradientNorm before clipping
   * @param patches through the network
   * @param nanos that the step took
   * @param waitedNanos for the batch
   */
  public StepReport {
    losses = List.copyOf(losses);
  }
}
