package io.github.omnet.models.internal.optimizer;

import ai.djl.nn.Parameter;

/** What the release's solver multiplies rate and weight decay by, for each type of parameter. */
record Multipliers(double rate, double decay) {
  private static final Multipliers NONE = new Multipliers(1, 1);
  private static final Multipliers BIAS = new Multipliers(2, 0);
  private static final Multipliers BETA = new Multipliers(2, 1);

  static Multipliers of(Parameter.Type type) {
    return switch (type) {
      case BIAS -> BIAS;
      case BETA -> BETA;
      default -> NONE;
    };
  }
}
