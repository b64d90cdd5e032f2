package io.github.omnet.examples.command;

import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.examples.console.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Metrics of one segmentation against another. */
@Command(
    name = "evaluate",
    description = "Compare a segmentation with a reference, per tumour region.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--prediction",
      paramLabel = "FILE",
      required = true,
      description = "The segmentation to judge.")
  Path prediction;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      required = true,
      description = "The segmentation to judge it by.")
  Path reference;

  @Mixin LabelOption labels;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException {
    TumorLabels predicted = labels.read(prediction);
    TumorLabels expected = labels.read(reference);
    predicted.grid().requireMatches(expected.grid(), prediction + " and " + reference);
    SegmentationReport report =
        SegmentationReport.of(predicted, expected, Metrics.brats().with(EmptyPolicy.NAN));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      toJson(predicted, expected, report).print(out);
    } else {
      out.println("prediction  " + prediction + " (" + predicted.scheme() + ")");
      out.println("reference   " + reference + " (" + expected.scheme() + ")");
      out.println();
      RegionTable.print(report, out);
    }
    return 0;
  }

  private Json toJson(TumorLabels predicted, TumorLabels expected, SegmentationReport report) {
    Spacing spacing = expected.grid().spacing();
    return new Json()
        .with("prediction", prediction)
        .with("reference", reference)
        .with("labels", expected.scheme())
        .with("predictionLabels", predicted.scheme())
        .with("spacing", List.of(spacing.x(), spacing.y(), spacing.z()))
        .with("regions", RegionTable.toJson(report));
  }
}
