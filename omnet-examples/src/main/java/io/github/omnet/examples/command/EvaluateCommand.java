package io.github.omnet.examples.command;

import io.github.omnet.core.internal.file.WholeText;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.cohort.SegmentationFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Metrics of one segmentation against another, or of a folder of them against another. */
@Command(
    name = "evaluate",
    description =
        "Compare a segmentation with a reference, or a folder of them with another, per region.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--prediction",
      paramLabel = "PATH",
      required = true,
      description = "The segmentation to judge, or a folder with one per subject.")
  Path prediction;

  @Option(
      names = "--reference",
      paramLabel = "PATH",
      required = true,
      description = "The segmentation to judge it by, or a folder with one per subject.")
  Path reference;

  @Mixin EncodingOption labels;

  @Option(
      names = "--channels",
      paramLabel = "NAME",
      split = ",",
      description =
          "The files hold a mask per channel, first or fourth dimension, of these regions in this"
              + " order, such as ET,TC,WT.")
  List<String> channels = List.of();

  @Mixin MetricOptions options;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write a table with a row per subject and region.")
  Optional<Path> csv = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write a page with tables, plots and the worst cases, .html.")
  Optional<Path> page = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Folder of subjects whose FLAIR images lie under the pictures of --report. Default: the"
              + " folder of --reference, if it holds images too.")
  Optional<Path> images = Optional.empty();

  @Mixin AnonymiseOption anonymise;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(
        spec,
        new LinkedHashSet<>(channels).size() == channels.size(),
        "--channels names a region twice");
    boolean folders = Files.isDirectory(prediction);
    Options.require(
        spec,
        folders == Files.isDirectory(reference),
        "--prediction and --reference must be two files or two folders");
    Options.require(
        spec, images.isEmpty() || page.isPresent(), "--images is for --report; add --report");
    if (csv.isPresent()) {
      OutputFile.check(csv.get());
    }
    if (page.isPresent()) {
      OutputFile.checkPage(page.get());
    }
    CohortImages under =
        page.isPresent()
            ? CohortImages.find(images, reference)
            : new CohortImages(Optional.empty(), false);
    List<Path> results = Stream.concat(csv.stream(), page.stream()).toList();
    if (!results.isEmpty()) {
      OutputFile.requireApart(inputs(folders, under), results);
    }
    if (folders) {
      evaluateFolders(under);
    } else {
      evaluateFiles(under);
    }
    return 0;
  }

  /** The files that are read: of folders, those that are segmentations. */
  private List<Path> inputs(boolean folders, CohortImages under) throws IOException {
    List<Path> inputs = new ArrayList<>(under.files());
    for (Path named : List.of(prediction, reference)) {
      if (folders) {
        inputs.addAll(SegmentationFolder.find(named).bySubject().values());
      } else {
        inputs.add(named);
      }
    }
    return inputs;
  }

  private PairEvaluation judge(Path predicted, Path expected) throws IOException {
    return channels.isEmpty()
        ? PairEvaluation.ofLabels(predicted, expected, labels, options.metrics())
        : PairEvaluation.ofChannels(predicted, expected, channels, options.metrics());
  }

  private void evaluateFiles(CohortImages under) throws IOException {
    PairEvaluation pair = judge(prediction, reference);
    String id = SegmentationFolder.subjectOf(prediction).orElse(prediction.toString());
    CohortReport report = new CohortReport(Map.of(id, pair.report()));
    write(report);
    if (page.isPresent()) {
      CohortPage.write(
          page.get(),
          report,
          Map.of(id, pair),
          Map.of(),
          List.of(),
          List.of(),
          under,
          anonymise.wanted);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      print(pair.toJson(), out);
    } else {
      out.println("prediction  " + Text.path(prediction) + " (" + pair.predictionLabels() + ")");
      out.println("reference   " + Text.path(reference) + " (" + pair.referenceLabels() + ")");
      out.println();
      RegionTable.print(pair.report(), out);
    }
  }

  private void evaluateFolders(CohortImages under) throws IOException {
    CohortEvaluation cohort =
        CohortEvaluation.of(prediction, reference, this::judge, spec.commandLine().getErr());
    Optional<CohortReport> report = cohort.report();
    if (report.isPresent()) {
      write(report.get());
      if (page.isPresent()) {
        CohortPage.write(
            page.get(),
            report.get(),
            cohort.subjects(),
            cohort.failed(),
            cohort.withoutReference(),
            cohort.withoutPrediction(),
            under,
            anonymise.wanted);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      print(cohort.toJson(), out);
    } else {
      cohort.print(out);
    }
    cohort.requireAll();
  }

  private void print(Json result, PrintWriter out) {
    options.describe(result);
    result.print(out);
  }

  private void write(CohortReport report) throws IOException {
    if (csv.isPresent()) {
      WholeText.write(csv.get(), report.toCsv());
    }
  }
}
