package io.github.omnet.models.training;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** All that a training needs but names and subjects; see {@link OmNetTrainer.Builder}. */
record TrainerSettings(
    TrainingPlan plan,
    EngineKind engine,
    Precision precision,
    List<Device> devices,
    Optional<ModelPackage> start,
    Optional<ModelPackage> coarse,
    Optional<CheckpointPolicy> checkpoints,
    boolean resume,
    boolean elsewhere,
    List<SubjectSource> validation,
    long validateEvery,
    int loaderThreads,
    long memoryBytes,
    UnaryOperator<SubjectSource> prepare,
    TrainingListener listener,
    BooleanSupplier stop) {

  /**
   * Returns what the network computes with, the same on every device. A resumed training stays with
   * the precision that it has begun with, unless another is asked for.
   *
   * @throws OmnetException if a device does not compute in it, devices differ, or the network does
   *     not run on the engine
   * @throws IOException if the checkpoint to go on from cannot be read
   */
  Precision resolvedPrecision() throws IOException {
    plan.architecture().requireFits(engine);
    Precision asked = plan.architecture().precision(precision);
    if (asked == Precision.AUTO && resume && checkpoints.isPresent()) {
      asked = TrainingIdentity.precisionOf(checkpoints.get().store(plan).engine());
    }
    int width = plan.network().width();
    Precision found = asked.resolveForTraining(engine, devices.get(0), width);
    for (Device device : devices) {
      if (asked.resolveForTraining(engine, device, width) != found) {
        throw new OmnetException(
            "devices "
                + devices
                + " do not compute in one precision by themselves; choose float32");
      }
    }
    return found;
  }

  /**
   * Refuses a plan and a coarse level of which one lacks the other.
   *
   * @throws OmnetException if the network takes coarse probabilities and there is no coarse level,
   *     or the other way round
   */
  void requireLevels() {
    boolean taken = plan.preprocessing().takesCoarse();
    if (taken != coarse.isPresent()) {
      throw new OmnetException(
          taken
              ? "the plan's network takes the probabilities of a coarse level, and the trainer was"
                  + " given none; give it one (coarse(...), on the command line --coarse RUN)"
              : "the trainer was given a coarse level, and the plan's network does not take its"
                  + " probabilities; add Transforms.coarseChannels() to the preprocessing");
    }
  }

  /** The settings of the plan, and what the coarse level is. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(plan.settings());
    coarse.map(TrainingOrigin::describe).ifPresent(model -> texts.put("coarse", model));
    return texts;
  }

  /** Whether a validation on the way comes after so many steps. */
  boolean validatesAfter(long iteration) {
    return validateEvery > 0
        && iteration > 0
        && iteration % validateEvery == 0
        && !validation.isEmpty();
  }
}
