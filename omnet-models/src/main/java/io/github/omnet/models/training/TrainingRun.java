package io.github.omnet.models.training;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The loop: load, step, validate, save; from wherever it stands to the end of the curriculum. */
final class TrainingRun {
  private final OmNetTrainer.Settings settings;
  private final TrainingPlan plan;
  private final TaskPatches patches;
  private final PackagedTraining packaging;
  private final TrainingStep step;
  private CurriculumProgress progress;
  private CheckpointState.@Nullable Best best;
  private @Nullable Path saved;

  TrainingRun(
      OmNetTrainer.Settings settings,
      TaskPatches patches,
      PackagedTraining packaging,
      TrainingStep step) {
    this.settings = settings;
    this.plan = settings.plan();
    this.patches = patches;
    this.packaging = packaging;
    this.step = step;
    this.progress = CurriculumProgress.start(plan.curriculum());
  }

  /** Goes back to where a checkpoint was made. The weights are the network's business. */
  void goOnFrom(Checkpoint checkpoint) {
    step.restoreOptimizer(checkpoint.optimizer());
    progress = checkpoint.state().progress();
    best = checkpoint.state().best();
    saved = checkpoint.folder();
  }

  TrainingResult run() throws IOException {
    settings.listener().started(progress.iteration());
    if (saved == null) {
      save();
    }
    boolean stopped = false;
    try (BatchLoader loader =
        new BatchLoader(patches, plan.patchesPerTask(), settings.loaderThreads())) {
      while (!progress.finished(plan.curriculum()) && !stopped) {
        oneStep(loader);
        stopped = settings.stop().getAsBoolean();
        lookAfter(stopped);
      }
    }
    return progress.finished(plan.curriculum()) ? finish() : result(false, Optional.empty());
  }

  private void oneStep(BatchLoader loader) {
    long start = System.nanoTime();
    long waitedBefore = loader.waitedNanos();
    long iteration = progress.iteration();
    int tasks = progress.tasks(plan.curriculum());
    TaskBatch batch = loader.take(iteration, tasks);
    long waited = loader.waitedNanos() - waitedBefore;
    double rate = plan.optimizer().learningRate() * plan.schedule().factorAt(iteration);
    TrainingStep.Gradient gradient =
        step.gradientOf(batch, CounterRandom.derive(Seeds.DROPOUT.of(plan), iteration));
    requireFinite(gradient, tasks);
    step.update(rate);
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

  private void requireFinite(TrainingStep.Gradient gradient, int tasks) {
    if (!gradient.isFinite()) {
      long iteration = progress.iteration();
      throw new DivergenceException(
          iteration,
          gradient,
          patches.describe(iteration, tasks, plan.patchesPerTask()),
          saved == null ? "nothing was saved" : "the last checkpoint is " + saved);
    }
  }

  private void lookAfter(boolean stopped) throws IOException {
    long done = progress.iteration();
    boolean finished = progress.finished(plan.curriculum());
    boolean validate =
        settings.validateEvery() > 0
            && done % settings.validateEvery() == 0
            && !finished
            && !stopped
            && !settings.validation().isEmpty();
    if (validate) {
      // Whatever keeps the validation from ending, the steps until here are kept.
      save();
      validate(done);
    }
    boolean due = settings.checkpoints().filter(policy -> done % policy.every() == 0).isPresent();
    if (due || validate || stopped || finished) {
      save();
    }
  }

  private void validate(long done) throws IOException {
    ValidationScores scores = settings.score(packaging.of(network(), done, Map.of()));
    settings.listener().validated(done, scores);
    if (Double.isFinite(scores.mean()) && (best == null || scores.mean() > best.score())) {
      best = new CheckpointState.Best(done, scores.mean());
    }
  }

  private void save() throws IOException {
    if (settings.checkpoints().isEmpty()) {
      return;
    }
    CheckpointState state =
        new CheckpointState(
            CheckpointState.VERSION,
            progress,
            progress.finished(plan.curriculum()),
            plan.settings(),
            packaging.trainingSubjects(),
            PackagedTraining.version(),
            packaging.engine(),
            best);
    try {
      saved =
          settings
              .checkpoints()
              .get()
              .store()
              .write(
                  packaging.of(network(), progress.iteration(), Map.of()),
                  step.first().optimizerState(),
                  state);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage()
              + "; "
              + (saved == null ? "nothing was saved before" : "the last checkpoint is " + saved),
          e);
    }
    settings.listener().saved(progress.iteration(), saved);
  }

  private TrainingResult finish() throws IOException {
    step.recalibrate(recalibrationBatches());
    if (settings.validation().isEmpty()) {
      return result(true, Optional.empty());
    }
    long done = progress.iteration();
    ValidationScores scores = settings.score(packaging.of(network(), done, Map.of()));
    settings.listener().validated(done, scores);
    return result(true, Optional.of(scores));
  }

  /** Made one by one, as they are needed. */
  private Iterable<TaskBatch> recalibrationBatches() {
    int tasks = progress.tasks(plan.curriculum());
    // Numbers that no step of a training reaches.
    long first = CounterRandom.derive(Seeds.RECALIBRATION.of(plan), 0) >>> 24;
    return () ->
        LongStream.range(first, first + plan.recalibration())
            .mapToObj(number -> patches.batch(number, tasks, plan.patchesPerTask()))
            .iterator();
  }

  private TrainingResult result(boolean finished, Optional<ValidationScores> scores) {
    Map<String, Double> metrics = scores.map(ValidationScores::asMetrics).orElse(Map.of());
    return new TrainingResult(
        packaging.of(network(), progress.iteration(), metrics),
        progress.iteration(),
        finished,
        scores);
  }

  private TaskNetwork network() {
    return step.first().network();
  }
}
