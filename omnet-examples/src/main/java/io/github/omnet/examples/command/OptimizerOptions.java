package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the network's parameters follow their gradients. */
final class OptimizerOptions {
  private static final String SGD = "sgd";

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd, adam or adamw. Default: the preset's; of the papers' ${DEFAULT-VALUE}.")
  String optimizer = SGD;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Learning rate. Default: the preset's, else 0.05 for sgd, 0.001 for adam and adamw.")
  @Nullable Double rate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      description = "Of sgd; the paper's solver has 0.99. Default: ${DEFAULT-VALUE}.")
  double momentum = 0.9;

  @Option(
      names = "--beta1",
      paramLabel = "B",
      description = "Of adam and adamw: share of the mean gradient that stays. Default: 0.9.")
  @Nullable Double beta1;

  @Option(
      names = "--beta2",
      paramLabel = "B",
      description = "Of adam and adamw: share of the mean square that stays. Default: 0.999.")
  @Nullable Double beta2;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Of adam and adamw: added to the root of the mean square. Default: 1e-8.")
  @Nullable Double epsilon;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Default: 0.0005 for sgd, 0 for adam, 0.01 for adamw.")
  @Nullable Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "CURVE",
      description =
          "Course of the rate: constant, step(EVERY,FACTOR), poly(POWER) or cosine. Default:"
              + " ${DEFAULT-VALUE}.")
  String schedule = "poly(0.9)";

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps over which the rate rises first. Default: ${DEFAULT-VALUE}.")
  long warmUp;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description =
          "Scale gradients of a larger norm down to this. Default: the preset's, else never.")
  @Nullable Double clip;

  @Option(
      names = "--average",
      paramLabel = "DECAY",
      description =
          "Score and package a moving average of the weights that keeps this share of itself at"
              + " each step, such as 0.99; 0 for the last weights. Default: the preset's.")
  @Nullable Double average;

  OptimizerOptions() {}

  void applyTo(TrainingPlanBuilder plan, long iterations) {
    plan.optimizer(config()).schedule(Schedule.parse(schedule, warmUp, iterations));
    if (clip != null) {
      plan.clipNorm(clip);
    }
    if (average != null) {
      plan.averagingDecay(average);
    }
  }

  private OptimizerConfig config() {
    return switch (optimizer) {
      case SGD -> sgd();
      case "adam" -> adam(AdamConfig.ADAM);
      case "adamw" -> adam(AdamConfig.ADAMW);
      default ->
          throw new OmnetException("'" + optimizer + "' is no optimizer; known: sgd, adam, adamw");
    };
  }

  private SgdConfig sgd() {
    if (beta1 != null || beta2 != null || epsilon != null) {
      throw new OmnetException(
          "--beta1, --beta2 and --epsilon are for --optimizer adam and adamw, found sgd");
    }
    return new SgdConfig(orElse(rate, 0.05), momentum, orElse(weightDecay, 5e-4));
  }

  private AdamConfig adam(AdamConfig usual) {
    return new AdamConfig(
        orElse(rate, usual.learningRate()),
        orElse(beta1, usual.beta1()),
        orElse(beta2, usual.beta2()),
        orElse(epsilon, usual.epsilon()),
        orElse(weightDecay, usual.weightDecay()),
        usual.decoupled());
  }

  private static double orElse(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
