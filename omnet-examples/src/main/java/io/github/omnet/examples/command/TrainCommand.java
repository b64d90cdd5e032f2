package io.github.omnet.examples.command;

import ai.djl.Device;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.DatasetException;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.training.OmNetTrainer;
import io.github.omnet.models.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains OM-Net on a folder of subjects. */
@Command(
    name = "train",
    description = {
      "Train OM-Net on subjects with known tumours and write the model as a folder.",
      "The folder holds BraTS subjects, as their data sets name them."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of subjects.")
  Path data;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      required = true,
      description = "Folder for the model; made if it does not exist.")
  Path out;

  @Mixin EngineOption engine;

  @Option(
      names = "--width",
      paramLabel = "W",
      defaultValue = "32",
      description = "Channels of the first level; the paper has 32. Default: ${DEFAULT-VALUE}.")
  int width;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Optimiser steps. Default: ${DEFAULT-VALUE}.")
  long iterations;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "8",
      description = "Patches of each of the three tasks in one step. Default: ${DEFAULT-VALUE}.")
  int batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--subjects",
      paramLabel = "ID",
      split = ",",
      description = "Train on these only. Default: all that are not named by --validate.")
  List<String> subjects = List.of();

  @Option(
      names = "--validate",
      paramLabel = "ID",
      split = ",",
      description = "Leave these out, and score the model on them at the end.")
  List<String> validate = List.of();

  TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(spec, width >= 1, "--width must be at least 1, found " + width);
    Options.require(spec, iterations >= 1, "--iterations must be at least 1, found " + iterations);
    Options.require(spec, batch >= 1, "--batch must be at least 1, found " + batch);
    Dataset found = Dataset.find(data);
    Dataset validation = found.select(validate);
    Dataset training = found.select(trainingIds(found));
    requireWhole(training, validation);
    OutputFile.checkFolder(out);
    Device device = engine.resolve();

    ModelPackage model = train(load(training), device);
    ModelWriter.toFolder(model, out);
    spec.commandLine().getOut().println("model in " + out);
    if (validation.size() > 0) {
      score(model, validation);
    }
    return 0;
  }

  private Set<String> trainingIds(Dataset found) {
    Set<String> ids = new LinkedHashSet<>(subjects.isEmpty() ? found.ids() : subjects);
    if (subjects.isEmpty()) {
      ids.removeAll(validate);
    }
    for (String id : validate) {
      Options.require(
          spec, !ids.contains(id), "subject " + id + " is both in --subjects and --validate");
    }
    if (ids.isEmpty()) {
      throw new DatasetException(
          data + " leaves no subject to train on; name fewer with --validate");
    }
    return ids;
  }

  /** Names everything that is missing at once, and before hours of work. */
  private static void requireWhole(Dataset training, Dataset validation) {
    List<String> faults = new ArrayList<>();
    for (Dataset part : List.of(training, validation)) {
      for (SubjectFiles files : part) {
        List<String> missing = new ArrayList<>(files.problems());
        if (files.truth().isEmpty()) {
          missing.add("no segmentation to learn from or be scored by");
        }
        if (!missing.isEmpty()) {
          faults.add("subject " + files.id() + ": " + String.join("; ", missing));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(
          String.join("; ", faults) + "; add the files, or leave subjects out with --subjects");
    }
  }

  private List<Subject> load(Dataset training) throws IOException {
    List<Subject> loaded = new ArrayList<>();
    try (Progress progress = Progress.of(err(), "reading")) {
      for (SubjectFiles files : training) {
        loaded.add(files.load());
        progress.at(loaded.size(), training.size(), "");
      }
    }
    return loaded;
  }

  private ModelPackage train(List<Subject> training, Device device) {
    TrainingPlan plan = TrainingPlan.omNet(width, iterations, batch, seed);
    OmNetTrainer trainer = new OmNetTrainer(plan, engine.engine, device);
    try (Progress progress = Progress.of(err(), "training")) {
      return trainer.train(
          String.valueOf(out.toAbsolutePath().getFileName()),
          training,
          List.copyOf(new LinkedHashSet<>(validate)),
          (done, total, losses) -> progress.at(done, total, "loss " + Text.losses(losses)));
    }
  }

  private void score(ModelPackage model, Dataset validation) throws IOException {
    PrintWriter stdout = spec.commandLine().getOut();
    Metrics metrics = Metrics.brats().with(EmptyPolicy.NAN);
    try (Segmenter segmenter = Segmenter.open(model, engine.segmenter())) {
      for (SubjectFiles files : validation) {
        Subject subject = files.load();
        try (Progress progress = Progress.of(err(), "segmenting " + files.id())) {
          var segmentation =
              segmenter.segment(subject, (done, total) -> progress.at(done, total, ""));
          stdout.println();
          stdout.println(files.id());
          RegionTable.print(
              SegmentationReport.of(segmentation.labels(), subject.requireTruth(), metrics),
              stdout);
        }
      }
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
