package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.WholeText;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.training.CrossValidation;
import io.github.omnet.models.training.OmNetTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/** Trains a model for each fold, segments each subject by one that has not seen it, and scores. */
@Command(
    name = "cross-validate",
    description = {
      "Train one model for each fold, each on the subjects of the others; segment every subject by"
          + " the model that has not seen it, and score that.",
      "Ctrl-C saves and stops. The same command with the same options resumes."
    })
final class CrossValidateCommand extends TrainingCommand {
  private static final String FOLDS = "--folds";
  private static final String ENSEMBLE = "ensemble";
  private static final OptionFile OPTIONS =
      new OptionFile(Set.of(FOLDS, "--report", "--config", "--out"));

  @ParentCommand @Nullable Omnet omnet;

  @Option(
      names = FOLDS,
      paramLabel = "N",
      description = "Number of folds, 2 to the number of subjects. Default: ${DEFAULT-VALUE}.")
  int folds = 5;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      required = true,
      description = "Folder for all of it; made if it does not exist.")
  Path out;

  @Option(
      names = "--report",
      paramLabel = "HTML",
      description = "Also write a page with tables, plots and the worst cases.")
  @Nullable Path report;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  CrossValidateCommand() {}

  @Override
  public Integer call() throws IOException {
    return inForce(CrossValidateCommand::run);
  }

  /** Refuses what {@link #call} refuses before it trains; writes nothing. */
  void check() throws IOException {
    inForce(
        again -> {
          Folds folds = again.prepare();
          again.trainer(
              folds.parts().get(0).training(), folds.validation().subjects(), again.start());
          if (Files.exists(again.out.resolve("folds.json"))) {
            CrossValidation.in(again.out, folds.parts());
          }
          return 0;
        });
  }

  /** Something that is done with the options in force. */
  @FunctionalInterface
  private interface Work {
    int with(CrossValidateCommand again) throws IOException;
  }

  /** Does something with the options of the preset under those of the command line. */
  private int inForce(Work work) throws IOException {
    GivenOptions given = new GivenOptions(spec.commandLine().getParseResult(), Set.of("--config"));
    List<String> arguments =
        given.over(PresetOptions.under(List.of(), given, plan.preset, model(List.of())));
    CrossValidateCommand again = new CrossValidateCommand();
    try {
      anew(again).parseArgs(arguments.toArray(new String[0]));
      again.json = json;
      again.omnet = omnet;
      again.anonymise = anonymise;
      return work.with(again);
    } catch (ParameterException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * The folds, by what they hold out, and the subjects that none of them sees.
   *
   * @param parts in order
   * @param heldOut by the number of the fold
   * @param validation of every fold
   */
  private record Folds(
      List<CrossValidation.Fold> parts, Map<Integer, Dataset> heldOut, Dataset validation) {}

  private Folds prepare() throws IOException {
    Options.require(
        spec,
        !plan.preset.equals(CoarseOptions.TWO_LEVEL),
        "cross-validate trains models of one level; for two use 'omnet train --preset two-level'");
    plan.settle();
    data.requireFolder();
    OutputFile.checkFolder(out);
    OutputFile.checkFolder(out.resolve(ENSEMBLE));
    if (report != null) {
      OutputFile.checkPage(report);
    }
    checkpoints(out);
    Dataset.Split split = data.split(plan.preprocessing.modalities());
    Options.require(
        spec,
        folds >= 2 && folds <= split.training().size(),
        "--folds takes 2 to the number of subjects, which is "
            + split.training().size()
            + ", found "
            + folds);
    Map<Integer, Dataset> heldOut = new LinkedHashMap<>();
    List<CrossValidation.Fold> parts = new ArrayList<>();
    for (Dataset.Split part : split.training().folds(folds, plan.seed)) {
      int number = parts.size() + 1;
      heldOut.put(number, part.validation());
      parts.add(
          new CrossValidation.Fold(
              number, part.training().subjects(), part.validation().subjects()));
    }
    return new Folds(parts, heldOut, split.validation());
  }

  private int run() throws IOException {
    Folds prepared = prepare();
    CrossValidation cross = CrossValidation.in(out, prepared.parts());
    return untilInterrupted(
        stop -> run(cross, prepared.heldOut(), prepared.validation(), stop),
        omnet != null && omnet.stacktrace);
  }

  private int run(
      CrossValidation cross,
      Map<Integer, Dataset> heldOut,
      Dataset validation,
      StopOnInterrupt stop)
      throws IOException {
    boolean anyNew = cross.models().size() < cross.folds().size();
    for (CrossValidation.Fold fold : cross.folds()) {
      // Also between folds: the next one would first read all of its subjects.
      if (!train(cross, fold, validation, stop) || stop.getAsBoolean()) {
        err().println("stopped in fold " + fold.number() + "; go on with the same command");
        err().flush();
        return StopOnInterrupt.EXIT_CODE;
      }
    }
    evaluate(cross, heldOut, anyNew);
    return 0;
  }

  private boolean train(
      CrossValidation cross, CrossValidation.Fold fold, Dataset validation, StopOnInterrupt stop)
      throws IOException {
    Path folder = cross.folder(fold);
    // So that the options in the folder of the fold are those of its own training.
    data.subjects = fold.training().stream().map(subject -> subject.id()).toList();
    OmNetTrainer.Builder trainer = trainer(fold.training(), validation.subjects(), start());
    trainer.stopWhen(stop);
    return trainIn(
        folder,
        "fold " + fold.number() + " of " + folds,
        OPTIONS.bytes(spec, folder),
        listener -> cross.train(fold, trainer.listener(listener), checkpointEvery, keep));
  }

  private void evaluate(CrossValidation cross, Map<Integer, Dataset> heldOut, boolean anyNew)
      throws IOException {
    Map<String, Path> predictions = new LinkedHashMap<>();
    LabelScheme scheme = LabelScheme.BRATS2021;
    for (CrossValidation.Fold fold : cross.folds()) {
      Dataset subjects = Objects.requireNonNull(heldOut.get(fold.number()));
      Path folder = out.resolve("segmentations").resolve("fold-" + fold.number());
      ModelPackage model = ModelPackage.open(cross.folder(fold));
      scheme = model.manifest().scheme();
      segment(model, subjects, folder);
      subjects.ids().forEach(id -> predictions.put(id, folder.resolve(id + ".nii.gz")));
    }
    Metrics metrics = Metrics.brats().with(EmptyPolicy.NAN);
    Dataset all = Dataset.find(data.requireFolder());
    LabelScheme written = scheme;
    List<String> ids = predictions.keySet().stream().sorted().toList();
    CohortEvaluation cohort =
        CohortEvaluation.of(
            ids,
            id ->
                PairEvaluation.ofSubject(
                    Objects.requireNonNull(predictions.get(id)), written, all.get(id), metrics),
            err());
    write(cohort, all);
    Optional<Path> ensemble = Optional.empty();
    Optional<IOException> unwritten = Optional.empty();
    try {
      ensemble = packaged(cross, anyNew);
    } catch (IOException e) {
      // The scores of hours are printed first.
      unwritten = Optional.of(e);
      err().println("no " + out.resolve(ENSEMBLE) + ": " + e.getMessage());
      err().flush();
    }
    String models = cross.models().stream().map(Path::toString).collect(Collectors.joining(","));
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      Json result =
          cohort
              .toJson()
              .with("out", out)
              .with("models", cross.models())
              .with("ensemble", ensemble.orElse(null))
              .with("folds", cross.folds().stream().map(CrossValidateCommand::ids).toList());
      new MetricOptions().describe(result);
      result.print(stdout);
    } else {
      cohort.print(stdout);
      stdout.println();
      stdout.println("models of the folds: " + models);
      ensemble.ifPresent(model -> stdout.println("their average as one: --model " + model));
    }
    cohort.requireAll();
    if (unwritten.isPresent()) {
      throw unwritten.get();
    }
  }

  /** Writes the average of all folds as one model; if there can be none, says why. */
  private Optional<Path> packaged(CrossValidation cross, boolean anyNew) throws IOException {
    Path folder = out.resolve(ENSEMBLE);
    try {
      new RunFolder(folder).packageAverage(cross.ensemble(ModelParts.STANDARD), anyNew);
      return Optional.of(folder);
    } catch (OmnetException e) {
      err().println("no " + folder + ": " + e.getMessage());
      err().flush();
      return Optional.empty();
    }
  }

  private static List<String> ids(CrossValidation.Fold fold) {
    return fold.heldOut().stream().map(subject -> subject.id()).toList();
  }

  private void segment(ModelPackage model, Dataset subjects, Path folder) throws IOException {
    CohortRun run =
        new CohortRun(data.requireFolder(), folder, Optional.empty(), List.of(model), 1)
            .only(subjects.ids());
    try (Segmenter segmenter = Segmenter.open(model, segmenter())) {
      run.run(segmenter, err());
    }
    if (run.failures() > 0) {
      throw new OmnetException(
          run.failures() + " subjects failed; " + folder + "/cohort.json says why for each");
    }
  }

  private void write(CohortEvaluation cohort, Dataset all) throws IOException {
    Optional<CohortReport> scores = cohort.report();
    if (scores.isPresent()) {
      WholeText.write(out.resolve("evaluation.csv"), scores.get().toCsv());
      WholeText.write(out.resolve("evaluation.json"), cohort.toJson() + "\n");
      if (report != null) {
        CohortPage.write(
            report,
            scores.get(),
            cohort.subjects(),
            cohort.failed(),
            List.of(),
            List.of(),
            CohortImages.of(all),
            anonymise.wanted);
      }
    }
  }
}
