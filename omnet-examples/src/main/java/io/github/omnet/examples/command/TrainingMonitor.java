package io.github.omnet.examples.command;

import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.internal.monitor.Throughput;
import io.github.omnet.models.internal.monitor.TrainingMeter;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.ScalarLog;
import io.github.omnet.models.training.StepReport;
import io.github.omnet.models.training.TrainingListener;
import io.github.omnet.models.validation.ValidationScores;
import io.github.omnet.report.curves.TrainingCurves;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training on the terminal and keeps its numbers in the run's folder: {@code metrics.csv},
 * {@code tensorboard}, {@code curves.png} and {@code report.html}.
 */
final class TrainingMonitor implements TrainingListener, AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "stage",
          "loss1",
          "loss2",
          "loss3",
          "rate",
          "gradientNorm",
          "patchesPerSecond",
          "waitShare",
          "diceWT",
          "diceTC",
          "diceET",
          "diceMean");

  private static final String DICE = "dice";

  /** Far above what the table rounds off. */
  private static final double SAME = 1e-6;

  /** Steps over which the speed is averaged. */
  private static final int WINDOW = 20;

  private final Path run;
  private final byte[] config;
  private final Progress progress;
  private final TrainingPage page;
  private @Nullable ScalarLog log;
  private final TrainingMeter meter = new TrainingMeter(WINDOW);
  private final Map<String, SegmentationReport> reports = new LinkedHashMap<>();
  private long goesOnFrom;
  private Map<String, Double> scoresBefore = Map.of();

  TrainingMonitor(Path run, byte[] config, boolean anonymous, PrintWriter err) {
    this.run = run;
    this.config = config.clone();
    this.progress = Progress.of(err, "training");
    this.page =
        new TrainingPage(run, run.resolve(RunFolder.METRICS), config, anonymous, progress::say);
  }

  @Override
  public void started(long iteration) {
    try {
      RunFolder.begin(run, config, iteration == 0);
      goesOnFrom = iteration;
      scoresBefore = scoresAfter(iteration);
      log =
          ScalarLog.all(
              List.of(
                  ScalarLog.csv(run.resolve(RunFolder.METRICS), COLUMNS, iteration),
                  ScalarLog.tensorBoard(run.resolve(RunFolder.EVENTS), iteration)));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    progress.from(iteration);
    if (iteration > 0) {
      progress.say("going on after step " + iteration);
    }
  }

  /** What the table has of the last validation after a step, if there was one. */
  private Map<String, Double> scoresAfter(long iteration) throws IOException {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (iteration > 0 && Files.exists(run.resolve(RunFolder.METRICS))) {
      MetricsTable table = MetricsTable.read(run.resolve(RunFolder.METRICS));
      for (String column : COLUMNS) {
        if (column.startsWith(DICE)) {
          table.series(column).stream()
              .filter(point -> point.iteration() == iteration)
              .forEach(point -> scores.put(column, point.value()));
        }
      }
    }
    return scores;
  }

  /** One whose outcome was noted right before the program was killed is made once more. */
  private boolean isNoted(long iteration, Map<String, Double> scores) {
    return iteration == goesOnFrom
        && !scoresBefore.isEmpty()
        && scores.entrySet().stream()
            .filter(score -> Double.isFinite(score.getValue()))
            .allMatch(
                score -> {
                  double before = scoresBefore.getOrDefault(score.getKey(), Double.NaN);
                  return Math.abs(score.getValue() - before) < SAME;
                });
  }

  @Override
  public void step(StepReport report) {
    Map<String, Double> losses = new LinkedHashMap<>();
    for (int task = 0; task < report.losses().size(); task++) {
      losses.put("loss" + (task + 1), (double) report.losses().get(task));
    }
    Throughput work = new Throughput(report.patches(), report.nanos(), report.waitedNanos());
    meter.step(work, losses);
    Map<String, Double> values = new LinkedHashMap<>(losses);
    values.put("stage", (double) report.stage());
    values.put("rate", report.rate());
    values.put("gradientNorm", report.gradientNorm());
    values.put("patchesPerSecond", work.patchesPerSecond());
    values.put("waitShare", work.idleShare());
    write(report.iteration(), values);
    page.step(report);
    progress.at(
        report.iteration(),
        report.total(),
        String.format(
            Locale.ROOT,
            "loss %s, %.1f patches/s",
            Text.losses(meter.smoothedLosses().values()),
            meter.recent().patchesPerSecond()));
  }

  @Override
  public void validated(long iteration, ValidationScores scores) {
    Map<String, Double> values = new LinkedHashMap<>();
    StringBuilder line = new StringBuilder("validation after step " + iteration + ": Dice");
    for (TumorRegion region : List.of(TumorRegion.WT, TumorRegion.TC, TumorRegion.ET)) {
      values.put(DICE + region, scores.mean(region));
      line.append(' ').append(region).append(' ').append(Text.fixed(scores.mean(region), 4));
    }
    values.put(DICE + "Mean", scores.mean());
    if (!isNoted(iteration, values)) {
      write(iteration, values);
    }
    progress.say(line.toString());
    page.validated(iteration, scores);
    draw();
  }

  @Override
  public void segmented(Subject subject, Segmentation segmentation) {
    Metrics metrics = Metrics.brats().with(EmptyPolicy.NAN);
    reports.put(
        subject.id(),
        SegmentationReport.of(segmentation.labels(), subject.requireTruth(), metrics));
  }

  /** How the finished model does on each validation subject, by id. */
  Map<String, SegmentationReport> reports() {
    return reports;
  }

  @Override
  public void warned(String message) {
    progress.say("warning: " + message);
  }

  /** Share of the time of all steps that was spent waiting for patches. */
  double waitShare() {
    return meter.overall().idleShare();
  }

  private void write(long iteration, Map<String, Double> values) {
    if (log == null) {
      throw new IllegalStateException("the training has not started");
    }
    try {
      log.write(iteration, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void draw() {
    try {
      TrainingCurves.write(run.resolve(RunFolder.METRICS), run.resolve(RunFolder.CURVES));
    } catch (IOException e) {
      // A picture is no reason to lose hours of work; Java without fonts cannot draw one.
      progress.say("warning: no curves.png: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    progress.close();
    if (log != null) {
      log.close();
      draw();
      page.write();
    }
  }
}
