package io.github.omnet.models.optimizer;

/** Which optimiser, and its constants. How the rate changes is a {@link Schedule}'s matter. */
public sealed interface OptimizerConfig permits SgdConfig, AdamConfig {
  /**
   * The rate where the schedule's factor is 1.
   *
   * @return above 0
   */
  double learningRate();

  /**
   * The pull of weights towards 0.
   *
   * @return at least 0
   */
  double weightDecay();

  /**
   * The same with another rate.
   *
   * @param rate above 0
   * @return a new configuration
   */
  OptimizerConfig withLearningRate(double rate);
}
