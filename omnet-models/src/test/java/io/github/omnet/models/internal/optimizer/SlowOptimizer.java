package io.github.omnet.models.internal.optimizer;

import ai.djl.nn.Parameter;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;

/** The definitions number by number, for one value of one parameter. */
final class SlowOptimizer {
  private final OptimizerConfig config;
  private final boolean twice;
  private final boolean decays;
  private double w;
  private double m;
  private double v;
  private int t;

  SlowOptimizer(OptimizerConfig config, Parameter.Type type, double w) {
    this.config = config;
    this.twice = type == Parameter.Type.BIAS || type == Parameter.Type.BETA;
    this.decays = type != Parameter.Type.BIAS;
    this.w = w;
  }

  double value() {
    return w;
  }

  void update(double gradient, double learningRate) {
    double rate = twice ? 2 * learningRate : learningRate;
    if (config instanceof SgdConfig sgd) {
      double decay = decays ? sgd.weightDecay() : 0;
      v = sgd.momentum() * v + rate * (gradient + decay * w);
      w -= v;
      return;
    }
    AdamConfig adam = (AdamConfig) config;
    double decay = decays ? adam.weightDecay() : 0;
    t++;
    double g = gradient + (adam.decoupled() ? 0 : decay * w);
    m = adam.beta1() * m + (1 - adam.beta1()) * g;
    v = adam.beta2() * v + (1 - adam.beta2()) * g * g;
    w -= adam.decoupled() ? rate * decay * w : 0;
    double mean = m / (1 - Math.pow(adam.beta1(), t));
    double meanSquare = v / (1 - Math.pow(adam.beta2(), t));
    w -= rate * mean / (Math.sqrt(meanSquare) + adam.epsilon());
  }
}
