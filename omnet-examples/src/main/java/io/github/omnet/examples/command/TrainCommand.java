package io.github.omnet.examples.command;

import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.training.CheckpointPolicy;
import io.github.omnet.models.training.CoarseLevel;
import io.github.omnet.models.training.OmNetTrainer;
import io.github.omnet.models.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/** Trains one of the published networks on a folder of subjects. */
@Command(
    name = "train",
    description = {
      "Train on subjects with known tumours and write the model, checkpoints and curves to a"
          + " folder.",
      "The data folder holds BraTS subjects, as their data sets name them. Ctrl-C saves and stops."
    })
final class TrainCommand extends TrainingCommand {
  private static final OptionFile OPTIONS =
      new OptionFile(Set.of("--config", "--resume", "--print-config"));

  /** For the folder of one of several seeds, whose training is one like any other. */
  private static final OptionFile OF_ONE_SEED =
      new OptionFile(Set.of("--config", "--resume", "--print-config", SeedOptions.SEEDS));

  @ParentCommand @Nullable Omnet omnet;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "Folder for the model; made if it does not exist.")
  @Nullable Path out;

  @Mixin CoarseOptions coarse;

  @Mixin SeedOptions several;

  /** All options in force, for the training of the coarse level. */
  private List<String> arguments = List.of();

  /** Whether the command line says so, and not only the file of a training that goes on. */
  private boolean fromGiven;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a training that was stopped or killed, with its own options.")
  @Nullable Path resume;

  @Option(
      names = "--elsewhere",
      description =
          "With --resume: also on another engine, on other devices or with another version of"
              + " omnet; the weights may then differ in their last bits.")
  boolean elsewhere;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from a JSON file; those on the command line go first.")
  @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Print the options in force as JSON, for --config, and do nothing else.")
  boolean printConfig;

  TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(
        spec, config == null || resume == null, "--resume brings its own options; no --config");
    Options.require(spec, !elsewhere || resume != null, "--elsewhere goes with --resume");
    several.checkTyped();
    if (config != null) {
      return with(OPTIONS.arguments(config, spec));
    }
    if (resume != null) {
      Options.require(spec, out == null, "--resume goes on in its own folder; no --out");
      List<String> saved = OPTIONS.arguments(RunFolder.config(resume), spec);
      saved.add("--out=" + resume);
      if (!saved.contains("--preset=" + CoarseOptions.TWO_LEVEL)) {
        // Earlier builds wrote this default into the folders of trainings of one level too.
        saved.removeIf(argument -> argument.startsWith("--coarse-folds="));
      }
      return with(saved);
    }
    return with(List.of());
  }

  /**
   * Runs once more with arguments from a file, over which those of the command line go, and under
   * which those of the preset.
   */
  private int with(List<String> fromFile) throws IOException {
    GivenOptions given =
        new GivenOptions(spec.commandLine().getParseResult(), Set.of("--config", "--resume"));
    // A training that goes on has taken over already what model and preset brought.
    List<String> arguments =
        given.over(
            resume == null
                ? PresetOptions.under(fromFile, given, plan.preset, model(fromFile))
                : fromFile);
    TrainCommand again = new TrainCommand();
    CommandLine line = anew(again);
    try {
      line.parseArgs(arguments.toArray(new String[0]));
      again.printConfig = printConfig;
      again.arguments = arguments;
      again.elsewhere = elsewhere;
      again.fromGiven = given.has("--from");
      again.omnet = omnet;
      again.anonymise = anonymise;
      return again.run(resume != null);
    } catch (ParameterException e) {
      Path file = config == null ? resume : config;
      String where = file == null ? "" : file + ": ";
      throw new ParameterException(spec.commandLine(), where + e.getMessage(), e);
    }
  }

  private int run(boolean resuming) throws IOException {
    plan.settle();
    coarse.check(plan);
    Options.require(
        spec,
        from == null || !plan.preset.equals(CoarseOptions.TWO_LEVEL),
        "--from starts a model of one level; leave out --from or --preset two-level");
    coarse.settle();
    several.check(plan.preset);
    if (printConfig) {
      spec.commandLine().getOut().println(OPTIONS.print(spec));
      return 0;
    }
    data.requireFolder();
    Options.require(spec, out != null, "Missing required option: '--out=RUN'");
    return run(Objects.requireNonNull(out), resuming);
  }

  private int run(Path run, boolean resuming) throws IOException {
    Dataset.Split split = data.split(plan.preprocessing.modalities());
    if (!several.seeds.isEmpty()) {
      return untilInterrupted(
          stop -> trainSeeds(run, split, stop), omnet != null && omnet.stacktrace);
    }
    List<SubjectSource> subjects = split.training().subjects();
    RunFolder files = new RunFolder(run);
    CheckpointPolicy checkpoints = checkpoints(files.checkpoints());
    checkpoints.requireFree();
    if (!resuming) {
      files.requireNoUnfinished(checkpoints);
    }
    // The checkpoint has what was started from, which need not be there any more.
    Optional<ModelPackage> start = resuming && !fromGiven ? Optional.empty() : start();
    // What is wrong with the fine level is found out before the coarse one is trained for hours.
    OmNetTrainer.Builder trainer = trainer(subjects, split.validation().subjects(), start);
    boolean twoLevels = plan.preset.equals(CoarseOptions.TWO_LEVEL);
    if (twoLevels && coarse.coarse == null) {
      int exitCode = trainCoarse(run, resuming);
      if (exitCode != 0) {
        return exitCode;
      }
    }
    // A training of two levels may have been stopped before its fine level began.
    if (!resuming || (twoLevels && !checkpoints.holdsAny())) {
      trainer.checkpoints(checkpoints);
    } else if (elsewhere) {
      trainer.resumeElsewhere(checkpoints);
    } else {
      trainer.resume(checkpoints);
    }

    Optional<CoarseLevel> level =
        twoLevels ? Optional.of(CoarseLevel.of(coarse.folder(run))) : Optional.empty();
    level.ifPresent(found -> trainer.coarse(found.model()));
    return untilInterrupted(
        stop -> {
          trainer.stopWhen(stop);
          return level.isPresent()
              ? run(run, trainer, subjects, level.get(), stop)
              : run(run, trainer, subjects);
        },
        omnet != null && omnet.stacktrace);
  }

  /** Trains a model with each seed, or goes on with them, and packages their average. */
  private int trainSeeds(Path run, Dataset.Split split, StopOnInterrupt stop) throws IOException {
    RunFolder files = new RunFolder(run);
    files.requireSeedsOnly(several.seeds);
    checkpoints(files.checkpoints());
    Map<Long, Integer> begun = new HashMap<>();
    for (long seed : several.seeds) {
      RunFolder folder = new RunFolder(files.seed(seed));
      checkpoints(folder.checkpoints()).requireFree();
      begun.put(seed, folder.isFinished() ? 0 : Files.exists(folder.checkpoints()) ? 1 : 2);
    }
    // What is there is compared with the settings before hours go into what is not.
    List<Long> order = several.seeds.stream().sorted(Comparator.comparing(begun::get)).toList();
    boolean anyNew = begun.values().stream().anyMatch(state -> state > 0);
    for (long seed : order) {
      String title = "seed " + seed + ", " + (order.indexOf(seed) + 1) + " of " + order.size();
      if (!trainSeed(seed, files.seed(seed), title, split, stop) || stop.getAsBoolean()) {
        err().println("stopped at seed " + seed + "; go on with the same command");
        err().flush();
        return StopOnInterrupt.EXIT_CODE;
      }
    }
    List<ModelPackage> models = new ArrayList<>();
    for (long seed : several.seeds) {
      models.add(ModelPackage.open(files.seed(seed)));
    }
    ModelPackage average = ModelPackage.ensemble(models);
    files.packageAverage(average.described(files.name(), Optional.empty()), anyNew);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println("model in " + run + ", the average of " + models.size() + " networks");
    stdout.flush();
    return 0;
  }

  private boolean trainSeed(
      long seed, Path folder, String title, Dataset.Split split, StopOnInterrupt stop)
      throws IOException {
    // So that the options in the folder of the seed are those of its own training.
    plan.seed = seed;
    List<SubjectSource> subjects = split.training().subjects();
    OmNetTrainer.Builder trainer = trainer(subjects, split.validation().subjects(), start());
    trainer.stopWhen(stop);
    return trainIn(
        folder,
        title,
        OF_ONE_SEED.bytes(spec, folder),
        listener -> trainer.listener(listener).trainIn(folder, subjects, checkpointEvery, keep));
  }

  /** Trains the coarse level or goes on with it; the folder then says how to resume. */
  private int trainCoarse(Path run, boolean resuming) throws IOException {
    CrossValidateCommand folds = new CrossValidateCommand();
    CommandLine line = anew(folds);
    int exitCode;
    try {
      line.parseArgs(coarse.crossValidation(run, arguments, plan).toArray(new String[0]));
      folds.omnet = omnet;
      folds.anonymise = anonymise;
      folds.check();
      if (!resuming) {
        RunFolder.begin(run, OPTIONS.bytes(spec, run), true);
      }
      exitCode = folds.call();
    } catch (ParameterException e) {
      throw new ParameterException(
          spec.commandLine(), "in the coarse level (--coarse-...): " + e.getMessage(), e);
    }
    if (exitCode != 0) {
      stopped("in the coarse level", run);
    }
    return exitCode;
  }

  private int run(
      Path run,
      OmNetTrainer.Builder trainer,
      List<SubjectSource> subjects,
      CoarseLevel level,
      StopOnInterrupt stop)
      throws IOException {
    err().println("out-of-fold probabilities of " + subjects.size() + " subjects");
    err().flush();
    List<SubjectSource> informed = level.outOfFold(subjects, segmenter(), stop);
    if (informed.isEmpty()) {
      stopped("before the fine level", run);
      return StopOnInterrupt.EXIT_CODE;
    }
    return run(run, trainer, informed);
  }

  private void stopped(String where, Path run) {
    err().println("stopped " + where + "; go on with: omnet train --resume " + run);
    err().flush();
  }

  private int run(Path run, OmNetTrainer.Builder trainer, List<SubjectSource> subjects)
      throws IOException {
    TrainingResult result;
    TrainingMonitor monitor =
        new TrainingMonitor(run, OPTIONS.bytes(spec, run), anonymise.wanted, err());
    try (monitor) {
      String name = String.valueOf(run.toAbsolutePath().normalize().getFileName());
      result = trainer.listener(monitor).build().train(name, subjects);
    }
    warnOfWaiting(monitor);
    if (!result.finished()) {
      stopped("after step " + result.iterations(), run);
      return StopOnInterrupt.EXIT_CODE;
    }
    ModelWriter.toFolder(result.model(), run);
    RunFolder.end(run);
    spec.commandLine().getOut().println("model in " + run);
    monitor.reports().forEach(this::print);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void print(String id, SegmentationReport report) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println();
    stdout.println(id);
    RegionTable.print(report, stdout);
  }
}
