package io.github.omnet.examples.command;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.console.Json;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.io.picture.Png;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.report.SubjectReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Segments one subject with a trained model. */
@Command(
    name = "segment",
    description = "Segment the tumour of one subject; the result has the grid of the input.")
final class SegmentCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  SubjectOption input;

  @Option(
      names = "--model",
      paramLabel = "RUN",
      required = true,
      description =
          "The folder that 'train' wrote, a zip file, or the name of a model on the class path."
              + " With several, separated by commas, their probabilities are averaged.")
  String model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "The segmentation to write, .nii.gz, .nii or .mha; replaced if it exists, its folder made"
              + " if there is none. With --data a folder.")
  Path out;

  @Option(
      names = "--overlay",
      paramLabel = "PNG",
      description =
          "Also write a picture of the result over the FLAIR image, or the first one that there"
              + " is.")
  @Nullable Path overlay;

  @Option(
      names = "--report",
      paramLabel = "HTML",
      description = "Also write a page with a viewer, volumes, diameters, warnings and provenance.")
  @Nullable Path report;

  @Mixin AnonymiseOption anonymise;

  @Mixin ProbabilityOptions average;

  @Mixin ThresholdOption threshold;

  @Mixin LabelOption labels;

  @Mixin EngineOption engine;

  @Mixin OrientationOption orientation;

  @Option(
      names = "--resample",
      description =
          "Resample subjects whose voxels have not the size that the model was trained at; the"
              + " result still has the grid of the input. Without it they are refused.")
  boolean resample;

  @Option(
      names = "--timings",
      description =
          "Print the seconds of each stage, from the start of Java on, to standard error.")
  boolean timings;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  SegmentCommand() {}

  @Override
  public Integer call() throws IOException {
    if (input.data != null) {
      Options.require(spec, !timings, "--timings is for one subject; leave it out with --data");
      return cohort(input.data);
    }
    Timings times = timings ? Timings.fromStartOfJava() : Timings.fromNow();
    if (timings) {
      times.end("start");
    }
    boolean metaImage = OutputFile.isMetaImage(out);
    Options.require(
        spec,
        OutputFile.isNifti(out) || metaImage,
        "--out must end in .nii.gz, .nii or .mha, found " + out);
    Options.require(
        spec,
        !metaImage || !orientation.allowed,
        "--allow-unstated-orientation needs --out in .nii.gz or .nii, for .mha always states one");
    if (overlay != null) {
      OutputFile.check(overlay);
    }
    if (report != null) {
      OutputFile.checkPage(report);
    }
    average.check();
    List<ModelPackage> trained = models();
    times.end("model");
    SubjectFiles files = input.find(trained.get(0).manifest().preprocessing());
    OutputFile.requireApart(inputs(files, trained), results());
    OutputFile.makeFolder(out);
    OutputFile.check(out);
    OrientationOption.Inputs inputs =
        orientation.check(files.images().values(), spec.commandLine().getErr());
    times.end("headers");
    List<String> warnings = new ArrayList<>(inputs.warnings());
    Subject subject;
    Segmentation segmentation;
    try (SegmenterStart start = new SegmenterStart(() -> open(trained))) {
      subject = files.load(ForkJoinPool.commonPool());
      warnings.addAll(IntensityWarnings.print(subject, spec.commandLine().getErr()));
      times.end("read");
      Segmenter segmenter = start.segmenter();
      times.end("engine");
      segmentation = segment(segmenter, subject);
    }
    times.end(segmentation.seconds(), "close");
    ImageWarnings.print(segmentation, spec.commandLine().getErr());
    QualityNotes.print(segmentation, spec.commandLine().getErr());

    LabelScheme scheme = labels.choice.scheme().orElse(segmentation.labels().scheme());
    TumorLabels result = segmentation.labels().in(scheme);
    if (metaImage) {
      Images.write(out, result.map());
    } else {
      Nifti.write(out, result.map(), options(inputs));
    }
    if (overlay != null) {
      OverlayPicture.Builder picture =
          OverlayPicture.builder(background(subject), result).title(anonymise.nameOf(subject));
      Png.write(picture.draw(), overlay);
    }
    average.write(segmentation);
    if (report != null) {
      SubjectReport.Builder page = SubjectReport.builder(subject, segmentation);
      warnings.stream().skip(inputs.warnings().size()).forEach(page::warning);
      inputs.warnings().forEach(page::warning);
      anonymise.apply(page);
      page.build().write(report);
    }
    times.end("write");
    if (timings) {
      times.print(spec.commandLine().getErr());
    }
    if (json) {
      toJson(segmentation, result, times)
          .with("warnings", warnings)
          .print(spec.commandLine().getOut());
    } else {
      print(segmentation, result, spec.commandLine().getOut());
    }
    return 0;
  }

  /** The files that are read, those of models included. */
  private List<Path> inputs(SubjectFiles files, List<ModelPackage> trained) {
    List<Path> inputs = new ArrayList<>(files.images().values());
    List<String> names = modelNames();
    for (int n = 0; n < trained.size(); n++) {
      inputs.addAll(ModelFiles.of(names.get(n), trained.get(n)));
    }
    return inputs;
  }

  private List<Path> results() {
    List<Path> results = new ArrayList<>(List.of(out));
    Stream.of(overlay, report).filter(Objects::nonNull).forEach(results::add);
    results.addAll(average.results());
    return results;
  }

  /** FLAIR, or else the first image that there is. */
  private static Volume background(Subject subject) {
    Map<Modality, Volume> images = subject.volumes();
    return images.getOrDefault(Modality.FLAIR, images.values().iterator().next());
  }

  /** What the images do not state, the result does not claim. */
  private static NiftiWriteOptions options(OrientationOption.Inputs inputs) {
    return inputs.stated()
        ? NiftiWriteOptions.DEFAULT
        : NiftiWriteOptions.builder().unstatedOrientation().build();
  }

  private int cohort(Path data) throws IOException {
    Options.require(
        spec, overlay == null, "--overlay is for one subject; leave it out with --data");
    Options.require(spec, report == null, "--report is for one subject; leave it out with --data");
    Options.require(
        spec,
        !orientation.allowed,
        "--allow-unstated-orientation is for one subject; leave it out with --data");
    Options.require(
        spec,
        !average.writes(),
        "--probabilities and --uncertainty are for one subject; leave them out with --data");
    OutputFile.checkFolder(out);
    List<ModelPackage> trained = models();
    orientation.check(Dataset.find(data), spec.commandLine().getErr());
    CohortRun run = new CohortRun(data, out, labels.choice.scheme(), trained, average.flips.size());
    try (Segmenter segmenter = Segmenter.open(trained, segmenterOptions())) {
      Json result = run.run(segmenter, spec.commandLine().getErr());
      PrintWriter stdout = spec.commandLine().getOut();
      if (json) {
        result.print(stdout);
      } else {
        stdout.println("wrote    " + Text.path(out));
      }
    }
    if (run.failures() > 0) {
      throw new OmnetException(
          run.failures() + " subjects failed; " + out + "/cohort.json says why for each");
    }
    return 0;
  }

  private SegmenterOptions segmenterOptions() {
    SegmenterOptions options = average.applyTo(engine.segmenter());
    return resample ? options.withResampling() : options;
  }

  private List<String> modelNames() {
    return List.of(model.split(",", -1));
  }

  private List<ModelPackage> models() throws IOException {
    List<ModelPackage> models = new ArrayList<>();
    for (String name : modelNames()) {
      models.add(ModelZoo.open(name));
    }
    models.set(0, threshold.applyTo(models.get(0)));
    return models;
  }

  /** The device first: one that is not there is refused before the model is looked at. */
  private Segmenter open(List<ModelPackage> trained) throws IOException {
    engine.resolve();
    return Segmenter.open(trained, segmenterOptions());
  }

  private Segmentation segment(Segmenter segmenter, Subject subject) {
    try (Progress progress = Progress.of(spec.commandLine().getErr(), "segmenting")) {
      return segmenter.segment(subject, (done, total) -> progress.at(done, total, ""));
    }
  }

  private Json toJson(Segmentation segmentation, TumorLabels result, Timings times) {
    Device device = engine.resolve();
    Json regions = new Json();
    for (TumorRegion region : TumorRegion.values()) {
      long voxels = result.count(region);
      regions.with(
          region.name(),
          new Json().with("voxels", voxels).with("millilitres", millilitres(result, voxels)));
    }
    return new Json()
        .with("subject", segmentation.subject())
        .with("model", model)
        .with("out", out)
        .with("overlay", overlay)
        .with("report", report)
        .with("labels", result.scheme())
        .with("engine", segmentation.provenance().get("engine"))
        .with("device", device.isGpu() ? "gpu" + device.getDeviceId() : "cpu")
        .with("windows", segmentation.windows())
        .with("skippedWindows", segmentation.skipped())
        .with("seconds", times.seconds())
        .with("processorSeconds", Timings.processorSeconds())
        .with("peakMemoryMebibytes", PeakMemory.mebibytes())
        .with("corrections", segmentation.corrections())
        .with("provenance", segmentation.provenance())
        .with("regions", regions)
        .with("plausibility", ImageWarnings.objects(segmentation.warnings()))
        .with("quality", QualityNotes.object(segmentation.quality()));
  }

  private void print(Segmentation segmentation, TumorLabels result, PrintWriter stdout) {
    stdout.println("subject  " + segmentation.subject());
    stdout.println("wrote    " + Text.path(out) + " (" + result.scheme() + ")");
    if (overlay != null) {
      stdout.println("wrote    " + Text.path(overlay));
    }
    if (report != null) {
      stdout.println("wrote    " + Text.path(report));
    }
    for (TumorRegion region : TumorRegion.values()) {
      long voxels = result.count(region);
      stdout.printf(
          Locale.ROOT, "%-7s  %.1f ml, %d voxels%n", region, millilitres(result, voxels), voxels);
    }
    stdout.printf(
        Locale.ROOT,
        "quality  %.2f of 1 (%s)%n",
        segmentation.quality().score(),
        segmentation.quality());
  }

  private static double millilitres(TumorLabels labels, long voxels) {
    return voxels * Math.abs(labels.grid().affine().determinant()) / 1000;
  }
}
