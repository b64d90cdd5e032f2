package io.github.omnet.models.optimizer;

import io.github.omnet.core.OmnetException;

/**
 * Adam (Kingma and Ba, ICLR 2015), or AdamW, which decouples weight decay from the gradient
 * (Loshchilov and Hutter, ICLR 2019). With {@code g} the gradient, plus {@code weightDecay * w}
 * unless decoupled, at a parameter's update number {@code t}, from 1:
 *
 * <pre>{@code
 * m = beta1 * m + (1 - beta1) * g
 * v = beta2 * v + (1 - beta2) * g * g
 * w = w - rate * weightDecay * w                                  (decoupled only, and before)
 * w = w - rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * <p>{@code t} counts each parameter's own updates, so that one that joins later in a curriculum
 * has its moments corrected as if the training began with it.
 *
 * @param learningRate rate where the schedule's factor is 1
 * @param beta1 share of the mean gradient that stays
 * @param beta2 share of the mean squared gradient that stays
 * @param epsilon added to the root of the mean square
 * @param weightDecay pull of weights towards 0
 * @param decoupled whether that pull acts on the weights directly (AdamW), not through the gradient
 */
public record AdamConfig(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled)
    implements OptimizerConfig {
  /** Adam with its authors' constants: rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no decay. */
  public static final AdamConfig ADAM = new AdamConfig(1e-3, 0.9, 0.999, 1e-8, 0, false);

  /** AdamW with the same constants and PyTorch's default decay of 0.01. */
  public static final AdamConfig ADAMW = new AdamConfig(1e-3, 0.9, 0.999, 1e-8, 0.01, true);

  /**
   * Refuses what does not converge.
   *
   * @param learningRate above 0
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon above 0
   * @param weightDecay at least 0
   * @param decoupled whether decay acts on the weights directly
   */
  public AdamConfig {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)
        || !(beta1 >= 0 && beta1 < 1)
        || !(beta2 >= 0 && beta2 < 1)
        || !(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)
        || !(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new OmnetException(
          "Adam needs learning rate > 0, betas in [0, 1), epsilon > 0 and weight decay >= 0; found "
              + learningRate
              + ", "
              + beta1
              + ", "
              + beta2
              + ", "
              + epsilon
              + ", "
              + weightDecay);
    }
  }

  @Override
  public AdamConfig withLearningRate(double rate) {
    return new AdamConfig(rate, beta1, beta2, epsilon, weightDecay, decoupled);
  }
}
