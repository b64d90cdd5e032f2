package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.OmnetVersion;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.internal.step.TaskStreams;
import io.github.omnet.models.internal.step.TrainingData;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of {@link OmNetTrainer#train}: checks, opens and joins what a training is made of. */
final class TrainingSession {
  private final TrainerSettings settings;

  TrainingSession(TrainerSettings settings) {
    this.settings = settings;
  }

  /** Trains as {@link OmNetTrainer#train} says. */
  TrainingResult train(String name, List<? extends SubjectSource> subjects) throws IOException {
    settings.requireLevels();
    Precision precision = settings.resolvedPrecision();
    TrainingData data =
        TrainingData.of(
            subjects,
            settings.plan(),
            settings.prepare(),
            settings.memoryBytes(),
            settings.validation());
    warnOfLittleMemory(data);
    // What can be wrong is found out before anything is made in the folder.
    if (settings.checkpoints().isPresent()) {
      settings.checkpoints().get().requireFree();
      if (settings.resume()) {
        settings.checkpoints().get().store(settings.plan()).requireAny();
      }
    }
    TrainingPlan plan = settings.plan();
    Engine djl = Engines.start(settings.engine());
    try (NDManager manager = djl.newBaseManager(settings.devices().get(0));
        TaskStreams patches = new TaskStreams(plan, data.pool(), settings.loaderThreads());
        TrainingStep step = new TrainingStep(plan, manager, settings.devices(), precision)) {
      if (!settings.resume()) {
        TrainingOrigin.giveFirstWeights(settings, step.first());
      }
      if (settings.checkpoints().isEmpty()) {
        return train(name, data, patches, identity(data, djl, precision), step);
      }
      TrainingLock lock = TrainingLock.of(settings.checkpoints().get().folder());
      try {
        return train(name, data, patches, identity(data, djl, precision), step);
      } finally {
        lock.close();
      }
    }
  }

  private TrainingResult train(
      String name,
      TrainingData data,
      TaskStreams patches,
      TrainingIdentity asked,
      TrainingStep step)
      throws IOException {
    TrainingOrigin origin = TrainingOrigin.of(settings, asked);
    TrainingIdentity identity = origin.identity();
    PackagedTraining packaging =
        new PackagedTraining(
            name,
            settings.plan(),
            data.ids(),
            data.spacing(),
            identity.validation(),
            identity.engine(),
            settings.devices().stream().map(Device::toString).collect(Collectors.joining(", ")),
            Optional.ofNullable(identity.startedFrom()),
            settings.coarse(),
            identity.formerly());
    origin.prepare(step.first());
    TrainingRun run = new TrainingRun(settings, patches, packaging, identity, step);
    origin.checkpoint().ifPresent(run::goOnFrom);
    step.distribute();
    return run.run();
  }

  private void warnOfLittleMemory(TrainingData data) {
    double share = settings.plan().transplant();
    int together = Math.min(settings.plan().mixedSubjects(), data.pool().size());
    // Any subject may be the donor, and one with another's tumour is kept beside itself.
    int loaded = share > 0 ? data.pool().size() : together;
    long needed = (long) ((loaded + together * share) * data.largest());
    if (needed > settings.memoryBytes()) {
      settings
          .listener()
          .warned(
              "subjects that are drawn from together take up to "
                  + (needed >> 20)
                  + " MiB, the memory for subjects is "
                  + (settings.memoryBytes() >> 20)
                  + " MiB: subjects are loaded again and again; allow more memory (--memory), keep"
                  + " prepared subjects on disk (--cache), or mix fewer subjects (--mix) without transplants (--transplant 0)");
    }
  }

  private TrainingIdentity identity(TrainingData data, Engine djl, Precision precision) {
    return new TrainingIdentity(
        settings.texts(),
        data.identities(),
        settings.validation().stream().map(SubjectSource::id).toList(),
        OmnetVersion.get(),
        TrainingIdentity.engineText(djl.getEngineName() + " " + djl.getVersion(), precision),
        settings.devices().stream().map(Device::getDeviceType).toList(),
        computeThreads(),
        null,
        List.of());
  }

  private @Nullable String computeThreads() {
    boolean onCpu = settings.devices().stream().anyMatch(device -> !device.isGpu());
    return onCpu ? Engines.threads(settings.engine()) : null;
  }
}
