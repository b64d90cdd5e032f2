package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.internal.engine.TensorOps;

/**
 * How far a task's scores are from the truth. {@link TaskLoss} has the losses of this library;
 * users may write their own. An own loss takes the numbers that it multiplies, divides or compares
 * arrays with from {@link #constant}, or its gradients are wrong now and then.
 */
public interface Loss {
  /**
   * Computes the loss of a micro-batch, within a gradient collector if gradients are wanted. What
   * is made on the way belongs to the managers of the scores and of the target, so both should be
   * those of one step.
   *
   * @param scores logits, N, C, D, H, W
   * @param target of the same shape: 1 at the true class of a voxel that counts, else 0
   * @param share which part of the batch this is; losses of the parts of a batch are added up
   * @param scheme what the classes stand for, where there are more than two
   * @return one number, owned by the manager of the scores; finite for finite scores, and 0 where
   *     no voxel counts
   */
  NDArray of(NDArray scores, NDArray target, LossShare share, LabelScheme scheme);

  /**
   * The loss with all its parameters. It is part of a training's identity: two losses with the same
   * text must give the same values.
   *
   * @return such as {@code dice-ce}
   */
  String describe();

  /**
   * A number to multiply or divide an array with, or to raise it to. DJL's own {@code mul(Number)},
   * {@code div}, {@code pow}, {@code minimum} and {@code maximum} wrap the number in memory that
   * the garbage collector may free before PyTorch computes the gradient from it: the gradient is
   * then wrong, and a training no longer repeats bit for bit.
   *
   * @param near what the number is to be combined with
   * @param value the number
   * @return an array without axes that lives as long as the manager of {@code near}
   */
  static NDArray constant(NDArray near, double value) {
    return TensorOps.constant(near, value);
  }
}
