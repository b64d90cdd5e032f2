package io.github.omnet.spark;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program for {@code spark-submit}; the cluster comes from Spark's own settings. */
@Command(
    name = "omnet-spark",
    description = "Segments, evaluates, prepares and trains on a Spark cluster.",
    mixinStandardHelpOptions = true)
public final class OmnetSpark {
  @Spec CommandSpec spec;

  @Option(
      names = "--heartbeat",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "Milliseconds between two signs of life of an attempt.")
  long heartbeat;

  private OmnetSpark() {}

  /**
   * Runs a command and ends the process: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args the command and its options; {@code --help} explains them
   */
  public static void main(String[] args) {
    int code =
        new CommandLine(new OmnetSpark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println("omnet-spark: " + failure.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                })
            .execute(args);
    System.exit(code);
  }

  /** What a command does with the cluster. */
  private interface Body {
    CohortResult run(CohortJob job) throws IOException;
  }

  private int run(String out, Body body) throws IOException {
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "omnet");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      CohortResult result =
          body.run(
              new CohortJob(
                  spark, out, Duration.ofMillis(heartbeat), spec.commandLine().getErr()::println));
      long failed = result.count(CohortRow.State.FAILED);
      long quarantined = result.count(CohortRow.State.QUARANTINED);
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%d subjects: %d done, %d failed, %d quarantined; %d were there; models loaded by"
                  + " executor %s; see %s/cohort.csv%n",
              result.rows().size(),
              result.count(CohortRow.State.DONE),
              failed,
              quarantined,
              result.alreadyThere(),
              result.modelLoads(),
              out);
      spec.commandLine().getOut().flush();
      return failed + quarantined == 0 ? 0 : CommandLine.ExitCode.SOFTWARE;
    }
  }

  @Command(description = "Segment the subjects of a folder.")
  int segment(
      @Option(names = "--data", required = true, description = "Folder on a shared path.")
          Path data,
      @Option(
              names = "--model",
              required = true,
              description = "Folder, zip file, or name of a model on the class path.")
          String model,
      @Option(names = "--out", required = true, description = "Shared path, or URI.") String out,
      @Option(names = "--labels", defaultValue = "auto", description = "Scheme to write.")
          String labels,
      @Option(names = "--engine", defaultValue = "auto", description = "mxnet, pytorch or auto.")
          String engine,
      @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or auto.")
          String device,
      @Option(
              names = "--precision",
              defaultValue = "auto",
              description = "float32, bfloat16 or auto, which each executor decides.")
          String precision,
      @Option(names = "--resample", description = "Resample subjects of another voxel size.")
          boolean resample)
      throws IOException {
    SegmenterOptions plain = options(engine, device).withPrecision(precision(precision));
    Optional<LabelScheme> scheme =
        labels.equals("auto") ? Optional.empty() : Optional.of(LabelScheme.of(labels));
    List<? extends io.github.omnet.core.subject.SubjectSource> subjects =
        Dataset.find(data).subjects();
    ModelReference reference = ModelReference.of(model);
    return run(
        out,
        job -> job.segment(subjects, reference, resample ? plain.withResampling() : plain, scheme));
  }

  private SegmenterOptions options(String engine, String device) {
    return SegmenterOptions.DEFAULT.withEngine(engine(engine)).withDevice(device(device));
  }

  private EngineKind engine(String name) {
    try {
      return name.equals("auto") ? Engines.preferred() : EngineKind.of(name);
    } catch (OmnetException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Precision precision(String name) {
    try {
      return Precision.of(name);
    } catch (OmnetException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private DevicePolicy device(String name) {
    try {
      return DevicePolicy.of(name);
    } catch (OmnetException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  @Command(description = "Compare a folder of segmentations with another.")
  int evaluate(
      @Option(names = "--prediction", required = true, description = "Folder to judge.")
          Path prediction,
      @Option(names = "--reference", required = true, description = "Folder to judge by.")
          Path reference,
      @Option(names = "--out", required = true, description = "Shared path, or URI.") String out,
      @Option(names = "--labels", defaultValue = "auto", description = "Scheme of all files.")
          String labels,
      @Option(
              names = "--preset",
              defaultValue = "brats",
              description = "brats, monai, medpy or deepmind.")
          String preset,
      @Option(names = "--empty", defaultValue = "nan", description = "nan, brats or zero_one.")
          EmptyPolicy empty,
      @Option(names = "--lesionwise", description = "Also score lesion by lesion.")
          boolean lesionWise)
      throws IOException {
    return run(out, job -> job.evaluate(prediction, reference, preset, empty, lesionWise, labels));
  }

  @Command(description = "Prepare the subjects of a folder into a cache.")
  int prepare(
      @Option(names = "--data", required = true, description = "Folder on a shared path.")
          Path data,
      @Option(names = "--model", required = true, description = "Whose preprocessing is done.")
          String model,
      @Option(names = "--cache", required = true, description = "Cache on a shared path.")
          Path cache,
      @Option(names = "--out", required = true, description = "Folder of the record.") String out)
      throws IOException {
    Dataset subjects = Dataset.find(data);
    return run(
        out,
        job ->
            job.prepare(
                subjects.subjects(), ModelZoo.open(model).manifest().preprocessing(), cache));
  }

  @Command(description = "Train presets, seeds and folds as independent tasks.")
  int train(
      @Option(names = "--data", required = true, description = "Folder on a shared path.")
          Path data,
      @Option(names = "--out", required = true, description = "Shared path.") String out,
      @Option(names = "--presets", split = ",", defaultValue = "om-net", description = "Presets.")
          List<String> presets,
      @Option(names = "--seeds", split = ",", defaultValue = "1", description = "Seeds.")
          List<Long> seeds,
      @Option(names = "--folds", defaultValue = "5", description = "Folds, 2 or more.") int folds,
      @Option(names = "--width", defaultValue = "32", description = "Channels of level 1.")
          int width,
      @Option(names = "--iterations", defaultValue = "4000", description = "Optimiser steps.")
          long iterations,
      @Option(names = "--cache", description = "Cache of prepared subjects on a shared path.")
          Optional<Path> cache,
      @Option(names = "--engine", defaultValue = "auto", description = "mxnet, pytorch or auto.")
          String engine,
      @Option(names = "--device", defaultValue = "cpu", description = "cpu or gpu.") String device)
      throws IOException {
    Dataset subjects = Dataset.find(data);
    List<TrainingTask> tasks = new ArrayList<>();
    for (TrainingPreset preset :
        presets.stream().map(TrainingPreset::of).collect(Collectors.toList())) {
      for (long seed : seeds) {
        tasks.addAll(
            TrainingTask.folds(
                preset + "-seed" + seed,
                () -> preset.plan(width, iterations).seed(seed).build(),
                subjects,
                folds,
                seed));
      }
    }
    if (tasks.isEmpty()) {
      throw new OmnetException("name at least one preset and one seed");
    }
    return run(out, job -> job.train(tasks, engine(engine), device(device), cache));
  }
}
