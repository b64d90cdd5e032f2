package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.io.cache.DiskCache;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineOptions;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.training.CheckpointPolicy;
import io.github.omnet.models.training.OmNetTrainer;
import io.github.omnet.models.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Trains a model into {@code <name>}, a folder of the output folder; goes on from the checkpoints
 * in it.
 *
 * @param engine which engine
 * @param device where, as text
 * @param cache folder for prepared subjects, or empty
 * @param every optimiser steps between two checkpoints
 */
record TrainWork(EngineKind engine, String device, String cache, long every)
    implements Work<TrainingTask> {
  private static final int KEPT = 2;

  @Override
  public String id(TrainingTask item) {
    return item.name();
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = new JsonObject();
    settings.addProperty("work", "train");
    settings.addProperty("engine", engine.toString());
    settings.addProperty("device", device);
    return settings;
  }

  @Override
  public void open(Slot slot) {
    Engines.configure(EngineOptions.DEFAULT.withThreads(slot.cpus()));
  }

  @Override
  public Result run(TrainingTask item, ResultStore store) throws IOException {
    Path folder = Path.of(store.location()).resolve(FileName.of(item.name()));
    Files.createDirectories(folder);
    TaskContext task = TaskContext.get();
    TrainingPlan plan = item.plan();
    CheckpointPolicy checkpoints = new CheckpointPolicy(folder.resolve("checkpoints"), every, KEPT);
    OmNetTrainer.Builder trainer =
        OmNetTrainer.builder(plan)
            .engine(engine, GpuAddress.of(DevicePolicy.of(device), task))
            .validation(item.validation(), 0)
            .stopWhen(task::isInterrupted);
    if (!cache.isEmpty()) {
      DiskCache disk = DiskCache.in(Path.of(cache), plan.preprocessing());
      trainer.prepare(disk::prepared);
    }
    if (checkpoints.holdsUnfinished()) {
      trainer.resume(checkpoints);
    } else {
      trainer.checkpoints(checkpoints);
    }
    TrainingResult result = trainer.build().train(item.name(), item.training());
    if (!result.finished()) {
      throw new TaskKilledException(item.name() + ": stopped; it goes on when it is run again");
    }
    ModelWriter.toFolder(result.model(), folder);
    JsonObject details = new JsonObject();
    details.addProperty("iterations", result.iterations());
    details.addProperty("weights", result.model().fingerprint());
    result.scores().ifPresent(s -> s.asMetrics().forEach(details::addProperty));
    return new Result(CohortRow.done(item.name(), result.model().digest()), details);
  }
}
