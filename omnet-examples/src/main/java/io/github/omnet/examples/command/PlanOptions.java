package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.training.Curriculum;
import io.github.omnet.models.training.Plateau;
import io.github.omnet.models.training.TrainingAugmentation;
import io.github.omnet.models.training.TrainingPlan;
import io.github.omnet.models.training.TrainingPlanBuilder;
import io.github.omnet.models.training.TrainingPreset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make up a training plan: everything that decides the weights but the data. */
final class PlanOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "om-net",
      description =
          "A row of the paper's tables: mc1, mc2, mc3, om-net-0, om-net-d, om-net, om-net-se,"
              + " om-net-cga. Default: ${DEFAULT-VALUE}.")
  String preset = "om-net";

  @Option(
      names = "--width",
      paramLabel = "W",
      defaultValue = "32",
      description = "Channels of the first level; the paper has 32. Default: ${DEFAULT-VALUE}.")
  int width;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Optimiser steps. Default: ${DEFAULT-VALUE}.")
  long iterations;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "8",
      description = "Patches of each of the three tasks in one step. Default: ${DEFAULT-VALUE}.")
  int batch;

  @Option(
      names = "--micro-batch",
      paramLabel = "B",
      defaultValue = "8",
      description =
          "Patches that pass through the network at once; batch normalisation sees these."
              + " Default: ${DEFAULT-VALUE}.")
  int microBatch;

  @Option(
      names = "--patch",
      paramLabel = "X,Y,Z",
      split = ",",
      defaultValue = "32,32,16",
      description = "Voxels of a patch, multiples of 8. Default: ${DEFAULT-VALUE}.")
  List<Integer> patch = List.of(32, 32, 16);

  @Option(
      names = "--spacing",
      paramLabel = "MM|X,Y,Z",
      split = ",",
      description =
          "Resample subjects to voxels of this size, here and whenever the model is used. Default:"
              + " their own size.")
  List<Double> spacing = List.of();

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      defaultValue = "cross-entropy",
      description = "cross-entropy, soft-dice, dice-ce or focal. Default: ${DEFAULT-VALUE}.")
  String loss = "cross-entropy";

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description = "sgd, adam or adamw. Default: ${DEFAULT-VALUE}.")
  String optimizer = "sgd";

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Learning rate. Default: 0.05 for sgd, 0.001 for adam and adamw.")
  @Nullable Double rate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      defaultValue = "0.9",
      description = "Of sgd; the paper's solver has 0.99. Default: ${DEFAULT-VALUE}.")
  double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Default: 0.0005 for sgd, 0 for adam, 0.01 for adamw.")
  @Nullable Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "CURVE",
      defaultValue = "poly(0.9)",
      description =
          "Course of the rate: constant, step(EVERY,FACTOR), poly(POWER) or cosine. Default:"
              + " ${DEFAULT-VALUE}.")
  String schedule = "poly(0.9)";

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "0",
      description = "Steps over which the rate rises first. Default: ${DEFAULT-VALUE}.")
  long warmUp;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Scale gradients of a larger norm down to this. Default: never.")
  @Nullable Double clip;

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      defaultValue = "light",
      description =
          "Random changes of the patches: none, light, moderate or strong. Default:"
              + " ${DEFAULT-VALUE}.")
  String augment = "light";

  @Option(
      names = "--plateau",
      paramLabel = "STEPS",
      description =
          "End a stage of the curriculum early when the loss of so many steps is not 2%% below"
              + " that of as many before. Default: stages run their length.")
  @Nullable Integer plateau;

  @Option(
      names = "--recalibrate",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Batches over which the statistics of batch normalisation are averaged at the end; 0 to"
              + " keep the running ones. Default: ${DEFAULT-VALUE}.")
  int recalibrate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
  long seed;

  private static final double PLATEAU_IMPROVEMENT = 0.02;

  PlanOptions() {}

  /** The plan; what cannot be is wrong usage, not a failure. */
  TrainingPlan plan() {
    Options.require(spec, width >= 1, "--width must be at least 1, found " + width);
    Options.require(spec, iterations >= 1, "--iterations must be at least 1, found " + iterations);
    Options.require(spec, batch >= 1, "--batch must be at least 1, found " + batch);
    Options.require(spec, patch.size() == 3, "--patch takes three numbers, found " + patch);
    Options.require(
        spec,
        spacing.size() != 2 && spacing.size() <= 3,
        "--spacing takes one number or three, found " + spacing);
    try {
      TrainingPlanBuilder plan =
          TrainingPreset.of(preset)
              .plan(width, iterations)
              .patchesPerTask(batch)
              .microBatch(microBatch)
              .patch(new Shape(patch.get(0), patch.get(1), patch.get(2)))
              .loss(TaskLoss.of(loss))
              .optimizer(optimizer())
              .schedule(Schedule.parse(schedule, warmUp, iterations))
              .augmentation(TrainingAugmentation.of(augment))
              .recalibration(recalibrate)
              .seed(seed);
      if (!spacing.isEmpty()) {
        int last = spacing.size() - 1;
        plan.spacing(
            new Spacing(spacing.get(0), spacing.get(Math.min(1, last)), spacing.get(last)));
      }
      if (clip != null) {
        plan.clipNorm(clip);
      }
      if (plateau != null) {
        Curriculum staged = plan.build().curriculum();
        plan.curriculum(staged.with(new Plateau(plateau, PLATEAU_IMPROVEMENT)));
      }
      return plan.build();
    } catch (IllegalArgumentException | OmnetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private OptimizerConfig optimizer() {
    return switch (optimizer) {
      case "sgd" -> new SgdConfig(orElse(rate, 0.05), momentum, orElse(weightDecay, 5e-4));
      case "adam" -> adam(AdamConfig.ADAM);
      case "adamw" -> adam(AdamConfig.ADAMW);
      default ->
          throw new IllegalArgumentException(
              "'" + optimizer + "' is no optimizer; known: sgd, adam, adamw");
    };
  }

  private AdamConfig adam(AdamConfig usual) {
    return new AdamConfig(
        orElse(rate, usual.learningRate()),
        usual.beta1(),
        usual.beta2(),
        usual.epsilon(),
        orElse(weightDecay, usual.weightDecay()),
        usual.decoupled());
  }

  private static double orElse(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
