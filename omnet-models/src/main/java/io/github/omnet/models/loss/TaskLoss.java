package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import java.util.Arrays;
import java.util.Locale;

/**
 * Voxelwise losses of one task. {@code p} is the softmax of the scores over the classes, {@code t}
 * the target, {@code p_true} a voxel's probability of its true class.
 *
 * <p>Finite, and with finite gradients, whatever finite scores it is given, also where a class is
 * absent or no voxel counts; the loss of no voxel is 0.
 */
public enum TaskLoss implements Loss {
  /** The mean of {@code -ln p_true} over the voxels of the batch that count. The papers' loss. */
  CROSS_ENTROPY,

  /**
   * One minus the soft Dice coefficient, averaged over classes: {@code 1 - (2 * sum(p * t) + s) /
   * (sum(p) + sum(t) + s)}, sums over all counting voxels of the micro-batch, {@code s} = 1e-5.
   * This is the form of Drozdzal et al. (2016, arXiv 1608.04117), and of nnU-Net with {@code
   * batch_dice}; V-Net (Milletari et al., 2016) squares in the denominator.
   *
   * <p>The mean is over the classes with at least one counting voxel in the micro-batch, background
   * included. A class that training never labels so adds nothing. What is wrongly predicted of an
   * absent class still costs, since probabilities add up to 1: it is missing from the class that is
   * there. For that, background must be among them.
   *
   * <p>Not a sum over voxels: each micro-batch has a Dice of its own, weighted by its share of the
   * batch's counting voxels, so the value depends on how a batch is split.
   */
  SOFT_DICE,

  /** The sum of {@link #SOFT_DICE} and {@link #CROSS_ENTROPY}, as nnU-Net trains with. */
  DICE_CE,

  /**
   * The mean of {@code -(1 - p_true)^2 * ln p_true} over the voxels of the batch that count: focal
   * loss with gamma 2 and without class weights (Lin et al., ICCV 2017).
   */
  FOCAL,

  /**
   * One minus the soft Dice coefficient of tumour regions, averaged over regions. The probability
   * of a region is the sum of the probabilities of its classes: complete tumour, tumour core and
   * enhancing tumour where there are more than two classes (BraTS 2021: classes 1, 2, 3; 1, 3; 3),
   * class 1 where there are two. Sums run over all counting voxels of the micro-batch as in {@link
   * #SOFT_DICE}.
   *
   * <p>The mean is over the regions with at least one counting voxel in the micro-batch. An absent
   * region adds nothing, so what is wrongly predicted of it costs nothing here: {@link
   * #REGION_DICE_CE} charges it by the cross-entropy.
   */
  REGION_DICE,

  /** The sum of {@link #REGION_DICE} and {@link #CROSS_ENTROPY}. */
  REGION_DICE_CE;

  /**
   * Reads a name in any case.
   *
   * @param name {@code cross-entropy}, {@code soft-dice}, {@code dice-ce}, {@code focal}, {@code
   *     region-dice} or {@code region-dice-ce}
   * @return the loss
   * @throws OmnetException naming the known ones
   */
  public static TaskLoss of(String name) {
    for (TaskLoss loss : values()) {
      if (loss.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return loss;
      }
    }
    throw new OmnetException("'" + name + "' is no loss; known: " + Arrays.toString(values()));
  }

  /**
   * Computes the loss of a micro-batch as {@link #of(NDArray, NDArray, LossShare, LabelScheme)}
   * does, with the classes of BraTS 2021.
   *
   * @param scores logits, N, C, D, H, W
   * @param target of the same shape
   * @param share which part of the batch this is
   * @return one number, owned by the manager of the scores
   */
  public NDArray of(NDArray scores, NDArray target, LossShare share) {
    return of(scores, target, share, LabelScheme.BRATS2021);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shapes differ or have not five axes
   */
  @Override
  public NDArray of(NDArray scores, NDArray target, LossShare share, LabelScheme scheme) {
    if (scores.getShape().dimension() != 5 || !scores.getShape().equals(target.getShape())) {
      throw new IllegalArgumentException(
          "scores and target must both be N, C, D, H, W; found "
              + scores.getShape()
              + " and "
              + target.getShape());
    }
    // The logarithms are finite where a probability is too small for a float.
    NDArray logP = scores.logSoftmax(1);
    return switch (this) {
      case CROSS_ENTROPY -> CrossEntropy.of(logP, target, share);
      case SOFT_DICE -> SoftDice.of(logP, target, share);
      case DICE_CE -> SoftDice.of(logP, target, share).add(CrossEntropy.of(logP, target, share));
      case FOCAL -> Focal.of(logP, target, share);
      case REGION_DICE -> RegionDice.of(logP, target, share, scheme);
      case REGION_DICE_CE ->
          RegionDice.of(logP, target, share, scheme).add(CrossEntropy.of(logP, target, share));
    };
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
