package io.github.omnet.examples.command;

import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.Images;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Geometry and statistics of one image file. */
@Command(name = "info", description = "Show geometry and statistics of an image file.")
final class InfoCommand implements Callable<Integer> {
  private static final int MAX_NAME = 1000;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A NIfTI, Analyze, MetaImage or NRRD file.")
  Path file;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  InfoCommand() {}

  @Override
  public Integer call() throws IOException {
    ImageDescription description = Images.describe(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      toJson(description).print(out);
    } else {
      print(description, out);
    }
    return 0;
  }

  private Json toJson(ImageDescription description) {
    ImageHeader header = description.header();
    Json json =
        new Json()
            .with("file", file)
            .with("format", header.format())
            .with("shape", header.shape())
            .with("datatype", header.dataType())
            .with("byteOrder", byteOrder(header))
            .with("spacing", header.spacing())
            .with("affine", rows(header.affine()))
            .with("orientation", header.orientation())
            .with("orientationStated", header.hasOrientation())
            .with("slope", header.slope())
            .with("intercept", header.intercept());
    Optional<ImageDescription.Statistics> statistics = description.statistics();
    return json.with("min", statistics.map(ImageDescription.Statistics::min))
        .with("max", statistics.map(ImageDescription.Statistics::max))
        .with("mean", statistics.map(ImageDescription.Statistics::mean))
        .with("nonzero", statistics.map(ImageDescription.Statistics::nonZero))
        .with("nonfinite", statistics.map(ImageDescription.Statistics::nonFinite))
        .with("first", statistics.map(ImageDescription.Statistics::first))
        .with("centre", statistics.map(ImageDescription.Statistics::centre))
        .with("warnings", header.warnings());
  }

  private void print(ImageDescription description, PrintWriter out) {
    ImageHeader header = description.header();
    out.println("file         " + PlainText.line(file.toString(), MAX_NAME));
    out.printf(
        "format       %s, %s, %s-endian%n", header.format(), header.dataType(), byteOrder(header));
    out.println("shape        " + joined(header.shape(), " x "));
    out.println(
        "spacing      " + joined(header.spacing().stream().map(Text::number).toList(), " x "));
    out.println(
        "orientation  "
            + header.orientation()
            + (header.hasOrientation() ? "" : " (assumed: the file does not say)"));
    for (List<Double> row : rows(header.affine())) {
      out.print(row.equals(rows(header.affine()).get(0)) ? "affine     " : "           ");
      row.forEach(number -> out.printf(Locale.ROOT, " %11s", Text.number(number)));
      out.println();
    }
    out.println(
        "scaling      "
            + Text.number(header.slope())
            + " x stored + "
            + Text.number(header.intercept()));
    description
        .statistics()
        .ifPresentOrElse(
            statistics -> print(statistics, out),
            () -> out.println("values       not real numbers, no statistics"));
    header.warnings().forEach(warning -> out.println("warning      " + warning));
  }

  private static void print(ImageDescription.Statistics statistics, PrintWriter out) {
    out.printf(
        "values       %s to %s, mean %s%n",
        Text.number(statistics.min()),
        Text.number(statistics.max()),
        Text.number(statistics.mean()));
    out.printf(
        Locale.ROOT,
        "voxels       %d, of these %d not zero, %d not finite%n",
        statistics.count(),
        statistics.nonZero(),
        statistics.nonFinite());
    out.printf(
        "first        %s%ncentre       %s%n",
        Text.number(statistics.first()), Text.number(statistics.centre()));
  }

  private static String byteOrder(ImageHeader header) {
    return header.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big";
  }

  private static List<List<Double>> rows(Affine affine) {
    List<List<Double>> rows = new ArrayList<>();
    for (int r = 0; r < 4; r++) {
      rows.add(List.of(affine.get(r, 0), affine.get(r, 1), affine.get(r, 2), affine.get(r, 3)));
    }
    return rows;
  }

  private static String joined(List<?> values, String separator) {
    return values.stream().map(Object::toString).collect(Collectors.joining(separator));
  }
}
