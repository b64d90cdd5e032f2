package io.github.omnet.models.optimizer;

import io.github.omnet.core.OmnetException;

/**
 * Stochastic gradient descent with momentum, as the release's solver runs it: {@code v = momentum *
 * v + rate * (gradient + weightDecay * w); w = w - v}. The rate is inside of the velocity, so a
 * change of rate does not act on what has gathered there before.
 *
 * @param learningRate rate where the schedule's factor is 1
 * @param momentum share of the last change that is repeated
 * @param weightDecay pull of weights towards 0
 */
public record SgdConfig(double learningRate, double momentum, double weightDecay)
    implements OptimizerConfig {
  /**
   * The release's solver: rate 1e-3, momentum 0.99, decay 5e-4. Its schedule halves the rate every
   * 80,000 iterations.
   */
  public static final SgdConfig RELEASE = new SgdConfig(1e-3, 0.99, 5e-4);

  /**
   * Refuses what does not converge.
   *
   * @param learningRate above 0
   * @param momentum in [0, 1)
   * @param weightDecay at least 0
   */
  public SgdConfig {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)
        || !(momentum >= 0 && momentum < 1)
        || !(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new OmnetException(
          "SGD needs learning rate > 0, momentum in [0, 1) and weight decay >= 0; found "
              + learningRate
              + ", "
              + momentum
              + ", "
              + weightDecay);
    }
  }

  @Override
  public SgdConfig withLearningRate(double rate) {
    return new SgdConfig(rate, momentum, weightDecay);
  }
}
