package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import io.github.omnet.models.internal.engine.TensorOps;

/** See {@link TaskLoss#CROSS_ENTROPY}. */
final class CrossEntropy {
  private CrossEntropy() {}

  static NDArray of(NDArray logP, NDArray target, LossShare share) {
    return logP.mul(target).sum().mul(TensorOps.constant(logP, -share.perVoxel()));
  }
}
