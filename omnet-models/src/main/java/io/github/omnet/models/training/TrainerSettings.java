package io.github.omnet.models.training;

import ai.djl.Device;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.packaging.ModelPackage;
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

  /** What the network computes with, the same on every device. */
  Precision resolvedPrecision() {
    return precision.resolve(engine, devices.get(0));
  }

  /** Whether a validation on the way comes after so many steps. */
  boolean validatesAfter(long iteration) {
    return validateEvery > 0
        && iteration > 0
        && iteration % validateEvery == 0
        && !validation.isEmpty();
  }
}
