package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;

/** See {@link TaskLoss#SOFT_DICE}. */
final class SoftDice {
  /** Keeps quotients finite; that of nnU-Net and MONAI. */
  static final float SMOOTH = 1e-5f;

  private static final int[] CLASSES = {1};
  private static final int[] PATCHES_AND_VOXELS = {0, 2};

  private SoftDice() {}

  static NDArray of(NDArray logP, NDArray target, LossShare share) {
    Shape shape = logP.getShape();
    long voxels = shape.get(2) * shape.get(3) * shape.get(4);
    Shape flat = new Shape(shape.get(0), shape.get(1), voxels);
    NDArray p = logP.exp().reshape(flat);
    NDArray t = target.reshape(flat);
    NDArray counts = t.sum(CLASSES, true);
    NDArray common = p.mul(t).sum(PATCHES_AND_VOXELS);
    NDArray predicted = p.mul(counts).sum(PATCHES_AND_VOXELS);
    NDArray labelled = t.sum(PATCHES_AND_VOXELS);
    NDArray dice = common.add(common).add(SMOOTH).div(predicted.add(labelled).add(SMOOTH));
    // 1 for a class with voxels, else 0; and no division by 0 where no voxel counts.
    NDArray present = labelled.minimum(TensorOps.constant(t, 1));
    NDArray classes = present.sum().maximum(TensorOps.constant(t, 1));
    NDArray weight = TensorOps.constant(logP, share.weight());
    return dice.neg().add(1).mul(present).sum().div(classes).mul(weight);
  }
}
