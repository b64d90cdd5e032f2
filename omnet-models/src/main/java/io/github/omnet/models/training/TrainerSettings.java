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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** All that a training needs but names and subjects; see {@link OmNetTrainer.Builder}. */
record TrainerSettings(
    TrainingPlan plan,
    EngineKind engine,
    Precision precision,
    List<Device> devices,
    Optional<ModelPackage> start,
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
    Precision asked = precision;
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

  /** Whether a validation on the way comes after so many steps. */
  boolean validatesAfter(long iteration) {
    return validateEvery > 0
        && iteration > 0
        && iteration % validateEvery == 0
        && !validation.isEmpty();
  }
}
