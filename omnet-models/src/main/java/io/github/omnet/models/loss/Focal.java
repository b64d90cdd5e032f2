package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import io.github.omnet.models.internal.engine.TensorOps;

/** See {@link TaskLoss#FOCAL}. */
final class Focal {
  private static final int[] CLASSES = {1};

  private Focal() {}

  static NDArray of(NDArray logP, NDArray target, LossShare share) {
    // 0 where a voxel does not count: probability 1, without loss or gradient.
    NDArray logOfTruth = logP.mul(target).sum(CLASSES);
    NDArray miss = logOfTruth.exp().neg().add(1);
    NDArray weight = TensorOps.constant(logP, -share.perVoxel());
    return miss.mul(miss).mul(logOfTruth).sum().mul(weight);
  }
}
