package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TransferRule;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a training is, and which tasks it trains when, on whose patches. */
final class StageOptions {
  private static final double PLATEAU_IMPROVEMENT = 0.02;
  private static final Set<Architecture> SEPARATE =
      Set.of(Architecture.BASIC, Architecture.CASCADE);
  private static final long USUAL_ITERATIONS = 4000;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Optimiser steps. Default: those of --stages, else 4000.")
  @Nullable Long iterations;

  @Option(
      names = "--stages",
      paramLabel = "STAGES",
      description =
          "Which tasks train how long: TASKS:LENGTH[:TRANSFER],... such as 1:200,2:1ep,3 with"
              + " lengths in steps or epochs. Default: the preset's.")
  @Nullable String stages;

  @Option(
      names = "--epoch",
      paramLabel = "PATCHES",
      description =
          "Patches drawn for task 1 that make an epoch in --stages. Default: ${DEFAULT-VALUE}.")
  long epoch = Curriculum.EPOCH_PATCHES;

  @Option(
      names = "--transfer",
      paramLabel = "SHARES",
      description =
          "Shares of complete tumour and of core from which a patch counts for tasks 2 and 3 too,"
              + " such as 0.4/0.5, or none; with /both behind them, every task takes from the patches of"
              + " all. Default: the preset's.")
  @Nullable String transfer;

  @Option(
      names = "--plateau",
      paramLabel = "STEPS",
      description =
          "End a stage of the curriculum early when the loss of so many steps is not 2%% below"
              + " that of as many before. Default: stages run their length.")
  @Nullable Integer plateau;

  StageOptions() {}

  /** Settles how many steps it takes, which may follow from the stages. */
  long iterations(int patchesPerTask) {
    if (iterations == null) {
      iterations = stages == null ? USUAL_ITERATIONS : staged(stages, patchesPerTask).iterations();
    }
    return iterations;
  }

  /** Whether stages have a length each, the last one included. */
  static boolean sayAll(String stages) {
    return stages.substring(stages.lastIndexOf(',') + 1).strip().matches("\\d:\\d.*");
  }

  private Curriculum staged(String text, int patchesPerTask) {
    OptionalLong all = iterations == null ? OptionalLong.empty() : OptionalLong.of(iterations);
    return Curriculum.parse(text, all, Curriculum.stepsPerEpoch(epoch, patchesPerTask));
  }

  void applyTo(TrainingPlanBuilder plan, int patchesPerTask) {
    if (stages != null) {
      plan.curriculum(staged(stages, patchesPerTask));
    }
    TrainingPlan planned = plan.build();
    boolean inStages =
        planned.curriculum().stages().stream().anyMatch(stage -> stage.transfer().isPresent());
    if ((transfer != null || inStages) && SEPARATE.contains(planned.architecture())) {
      throw new OmnetException(
          (inStages ? "a transfer in --stages" : "--transfer")
              + " is for networks with several tasks; those of the cascade see their own patches"
              + " alone");
    }
    if (transfer != null) {
      plan.transfer(TransferRule.parse(transfer));
    }
    if (plateau != null) {
      plan.curriculum(
          planned.curriculum().with(new Curriculum.Plateau(plateau, PLATEAU_IMPROVEMENT)));
    }
  }
}
