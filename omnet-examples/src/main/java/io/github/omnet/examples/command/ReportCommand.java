package io.github.omnet.examples.command;

import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.io.Images;
import io.github.omnet.io.cohort.LabelPair;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.dataset.TruthEncoding;
import io.github.omnet.report.SubjectReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A page of one subject and its segmentation. */
@Command(
    name = "report",
    description = {
      "Write one HTML file with the images and the segmentation of a subject.",
      "It needs no server and no network, and holds no paths, user names or text of headers."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--subject",
      paramLabel = "DIR",
      required = true,
      description = "Folder of one subject, its files named as in BraTS.")
  Path subject;

  @Option(
      names = "--labels",
      paramLabel = "SEG",
      required = true,
      description = "The segmentation, on the grid of the images.")
  Path labels;

  @Option(
      names = "--reference",
      paramLabel = "REF",
      description = "An expert's segmentation to compare with.")
  Optional<Path> reference = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The page to write, .html; replaced if it exists.")
  Path out;

  @Mixin AnonymiseOption anonymise;

  @Mixin OrientationOption orientation;

  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    OutputFile.checkPage(out);
    SubjectOption input = new SubjectOption();
    input.folder = subject;
    // The page shows whatever images there are.
    SubjectFiles files = input.find(Preprocessing.DEFAULT.withMissingAsZero(true));
    List<Path> inputs = new ArrayList<>(files.images().values());
    inputs.add(labels);
    reference.ifPresent(inputs::add);
    OutputFile.requireApart(inputs, List.of(out));
    orientation.check(files.images().values(), spec.commandLine().getErr());
    long start = System.nanoTime();
    Subject images = files.load(ForkJoinPool.commonPool());
    SubjectReport.Builder report;
    if (reference.isPresent()) {
      LabelPair pair = LabelPair.read(labels, reference.get(), "auto", Optional.empty());
      pair.prediction().grid().requireMatches(images.grid(), labels + " and " + subject);
      pair.reference().grid().requireMatches(images.grid(), reference.get() + " and " + subject);
      report =
          SubjectReport.builder(images, pair.prediction())
              .reference(
                  pair.reference(),
                  SegmentationReport.of(
                      pair.prediction(), pair.reference(), Metrics.brats(), workers()));
    } else {
      TumorLabels found = TruthEncoding.DETECT.decode(Images.readLabels(labels));
      found.grid().requireMatches(images.grid(), labels + " and " + subject);
      report = SubjectReport.builder(images, found);
    }
    IntensityWarnings.print(images, spec.commandLine().getErr()).forEach(report::warning);
    Plausibility.check(images).forEach(warning -> report.warning(warning.text()));
    anonymise.apply(report);
    long read = System.nanoTime();
    report.build().write(out);
    tell(spec, out, (System.nanoTime() - read) / 1e9, (read - start) / 1e9);
    return 0;
  }

  private static void tell(CommandSpec spec, Path out, double wrote, double read)
      throws IOException {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "wrote    %s, %.1f MB in %.1f s (after %.1f s of reading and measuring)%n",
            Text.path(out),
            Files.size(out) / 1e6,
            wrote,
            read);
  }

  private static Workers workers() {
    return Workers.of(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
  }
}
