package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import io.github.omnet.core.subject.LabelScheme;

/**
 * How far a task's scores are from the truth. {@link TaskLoss} has the losses of this library;
 * users may write their own.
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
}
