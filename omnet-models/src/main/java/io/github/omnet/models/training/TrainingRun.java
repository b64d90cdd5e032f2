package io.github.omnet.models.training;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CheckpointStore;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.internal.step.Seeds;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TaskStreams;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.SafeTensors;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The loop: load, step, validate, save; from wherever it stands to the end of the curriculum. */
final class TrainingRun {
  private final TrainerSettings settings;
  private final TrainingPlan plan;
  private final TaskStreams patches;
  private final PackagedTraining packaging;
  private final TrainingIdentity identity;
  private final Validation validation;
  private final TrainingStep step;
  private CurriculumProgress progress;
  private CheckpointState.@Nullable Best best;
  private @Nullable Path saved;

  /** Patches of the last step; null before it, since the weights of a checkpoint are good. */
  private @Nullable String lastPatches;

  private boolean validated;

  TrainingRun(
      TrainerSettings settings,
      TaskStreams patches,
      PackagedTraining packaging,
      TrainingIdentity identity,
      TrainingStep step) {
    this.settings = settings;
    this.plan = settings.plan();
    this.patches = patches;
    this.packaging = packaging;
    this.identity = identity;
    this.validation = new Validation(settings);
    this.step = step;
    this.progress = CurriculumProgress.start(plan.curriculum());
  }

  /** Goes back to where a checkpoint was made. The weights are the network's business. */
  void goOnFrom(Checkpoint checkpoint) {
    step.restore(checkpoint.optimizer());
    progress = checkpoint.state().progress();
    saved = checkpoint.folder();
    // Scores on other subjects say nothing about which weights are the best on these.
    if (checkpoint.state().training().validation().equals(identity.validation())) {
      best = checkpoint.best();
      validated = checkpoint.validated() != null;
    }
  }

  TrainingResult run() throws IOException {
    settings.listener().started(progress.iteration());
    if (saved == null) {
      save();
    }
    // Runs the validation that was interrupted.
    boolean stopped = validationDue() && !validated && !validate();
    while (!finished() && !stopped) {
      oneStep();
      stopped = settings.stop().getAsBoolean();
      boolean validate = validationDue();
      if (validate || stopped || finished() || checkpointDue()) {
        save();
      }
      if (validate && !stopped) {
        stopped = !validate() || settings.stop().getAsBoolean();
      }
    }
    return finished() && !stopped ? finish() : result(false, Optional.empty());
  }

  private boolean finished() {
    return progress.finished(plan.curriculum());
  }

  private boolean checkpointDue() {
    return settings
        .checkpoints()
        .filter(policy -> progress.iteration() % policy.every() == 0)
        .isPresent();
  }

  private boolean validationDue() {
    return !finished() && settings.validatesAfter(progress.iteration());
  }

  private void oneStep() {
    long start = System.nanoTime();
    long waitedBefore = patches.waitedNanos();
    long iteration = progress.iteration();
    int tasks = progress.tasks(plan.curriculum());
    TaskBatch batch = patches.take(iteration, tasks);
    long waited = patches.waitedNanos() - waitedBefore;
    double rate = plan.optimizer().learningRate() * plan.schedule().factorAt(iteration);
    TrainingStep.Gradient gradient =
        step.gradientOf(
            batch,
            plan.transferIn(progress.stage()),
            CounterRandom.derive(Seeds.DROPOUT.of(plan), iteration));
    requireFinite(gradient, batch);
    step.update(rate);
    lastPatches = batch.describe();
    int stage = progress.stage() + 1;
    progress = progress.after(gradient.losses(), plan.curriculum());
    settings
        .listener()
        .step(
            new StepReport(
                progress.iteration(),
                plan.curriculum().iterations(),
                stage,
                gradient.losses(),
                rate,
                gradient.norm(),
                batch.patches(),
                System.nanoTime() - start,
                waited));
  }

  private void requireFinite(TrainingStep.Gradient gradient, TaskBatch batch) {
    if (!gradient.isFinite()) {
      long iteration = progress.iteration();
      throw DivergenceException.ofStep(
          iteration, gradient, batch.describe(), Optional.ofNullable(lastPatches), lastSaved());
    }
  }

  private String lastSaved() {
    return saved == null ? "nothing was saved" : "the last checkpoint is " + saved;
  }

  /** False if it was stopped. The checkpoint of these weights is there already. */
  private boolean validate() throws IOException {
    long done = progress.iteration();
    Optional<ValidationScores> scored =
        validation.score(packaged(Map.of()), (subject, segmentation) -> {});
    if (scored.isEmpty()) {
      return false;
    }
    double score = scored.get().mean();
    settings.listener().validated(done, scored.get());
    if (Double.isFinite(score) && (best == null || score > best.score())) {
      best = new CheckpointState.Best(done, score);
    }
    if (saved != null) {
      CheckpointStore.addValidation(saved, best);
    }
    return true;
  }

  private void save() throws IOException {
    if (settings.checkpoints().isEmpty()) {
      return;
    }
    CheckpointState state =
        new CheckpointState(CheckpointState.VERSION, progress, finished(), identity, best);
    Map<String, SafeTensors.Tensor> optimizer = step.first().state();
    requireFinite(optimizer);
    try {
      saved =
          settings
              .checkpoints()
              .get()
              .store(settings.plan())
              .write(packaged(Map.of()), optimizer, state);
    } catch (IOException e) {
      String why = e instanceof FileSystemException ? e.toString() : e.getMessage();
      throw new IOException("no checkpoint could be saved: " + why + "; " + lastSaved(), e);
    }
    settings.listener().saved(progress.iteration(), saved);
  }

  /** No value may be kept that a network can never recover from. */
  private void requireFinite(Map<String, SafeTensors.Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
              throw DivergenceException.ofWeights(
                  progress.iteration(),
                  name,
                  lastPatches == null ? "none" : lastPatches,
                  lastSaved());
            }
          }
        });
  }

  private TrainingResult finish() throws IOException {
    step.first().settle();
    step.recalibrate(recalibrationBatches());
    if (settings.stop().getAsBoolean()) {
      return result(false, Optional.empty());
    }
    Optional<ValidationScores> scores = Optional.empty();
    if (!settings.validation().isEmpty()) {
      scores = validation.score(packaged(Map.of()), settings.listener()::segmented);
      if (scores.isEmpty()) {
        return result(false, scores);
      }
      settings.listener().validated(progress.iteration(), scores.get());
    }
    TrainingResult result = result(true, scores);
    if (saved != null) {
      CheckpointStore.addFinished(saved);
    }
    if (settings.checkpoints().isPresent()) {
      settings.checkpoints().get().store(plan).deleteSetAside();
    }
    return result;
  }

  /** Made one by one, as they are needed. */
  private Iterable<TaskBatch> recalibrationBatches() {
    int tasks = progress.tasks(plan.curriculum());
    // Numbers that no step of a training reaches.
    long first = CounterRandom.derive(Seeds.RECALIBRATION.of(plan), 0) >>> 24;
    return () ->
        LongStream.range(first, first + plan.recalibration())
            .takeWhile(number -> !settings.stop().getAsBoolean())
            .mapToObj(number -> patches.take(number, tasks))
            .iterator();
  }

  private TrainingResult result(boolean finished, Optional<ValidationScores> scores) {
    Map<String, Double> metrics = scores.map(ValidationScores::asMetrics).orElse(Map.of());
    return new TrainingResult(packaged(metrics), progress.iteration(), finished, scores);
  }

  private ModelPackage packaged(Map<String, Double> metrics) {
    List<Map<String, SafeTensors.Tensor>> weights = step.first().weights();
    weights.forEach(this::requireFinite);
    return packaging.of(step.first().network(), weights, progress.iteration(), metrics);
  }
}
