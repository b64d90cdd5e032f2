package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;

/**
 * Stochastic gradient descent with momentum, as the release's solver runs it: {@code v = momentum *
 * v + rate * (gradient + decay * w); w = w - v}. Convolution biases learn at twice the rate without
 * decay, shifts of batch normalisation at twice the rate.
 *
 * @param learningRate rate at the first iteration
 * @param momentum share of the last change that is repeated
 * @param weightDecay pull of weights towards 0
 * @param halvedEvery iterations after which the rate is halved, again and again; 0 for never
 */
public record SgdConfig(
    double learningRate, double momentum, double weightDecay, long halvedEvery) {
  /** The release's solver: rate 1e-3 halved every 80,000 iterations, momentum 0.99, decay 5e-4. */
  public static final SgdConfig RELEASE = new SgdConfig(1e-3, 0.99, 5e-4, 80_000);

  /**
   * Refuses what does not converge.
   *
   * @param learningRate above 0
   * @param momentum in [0, 1)
   * @param weightDecay at least 0
   * @param halvedEvery at least 0
   */
  public SgdConfig {
    if (!(learningRate > 0)
        || !(momentum >= 0 && momentum < 1)
        || !(weightDecay >= 0)
        || halvedEvery < 0) {
      throw new OmnetException(
          "SGD needs learning rate > 0, momentum in [0, 1), decay >= 0, halvedEvery >= 0; found "
              + learningRate
              + ", "
              + momentum
              + ", "
              + weightDecay
              + ", "
              + halvedEvery);
    }
  }

  double rateAt(long iteration) {
    if (halvedEvery == 0) {
      return learningRate;
    }
    long halvings = iteration / halvedEvery;
    return learningRate * Math.pow(0.5, (double) halvings);
  }
}
