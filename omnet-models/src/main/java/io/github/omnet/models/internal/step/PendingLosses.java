package io.github.omnet.models.internal.step;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** Losses of a micro-batch that the engine may still be computing. */
public record PendingLosses(NDManager step, NDList losses) implements AutoCloseable {
  /** Waits for the engine, so that its errors surface here and not in a later step. */
  public void addTo(float[] sums) {
    for (int task = 0; task < sums.length; task++) {
      sums[task] += losses.get(task).getFloat();
    }
  }

  @Override
  public void close() {
    step.close();
  }
}
