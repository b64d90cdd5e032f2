package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.models.inference.Flip;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.inference.TaskProbabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is averaged beside the models, and what is written of the average beside the labels. */
final class ProbabilityOptions {
  /** Classes of a task that tells enhancing from not enhancing. */
  private static final int BINARY = 2;

  @Option(
      names = "--flips",
      paramLabel = "AXES",
      converter = FlipConverter.class,
      description =
          "Average over mirrored copies too: letters among x (left-right), y and z. Takes twice as"
              + " long for each. Default: none.")
  List<Flip> flips = List.of(Flip.NONE);

  @Option(
      names = "--probabilities",
      paramLabel = "DIR",
      description = "Also write the probabilities of WT, TC and ET as images, WT.nii.gz and so on.")
  @Nullable Path probabilities;

  @Option(
      names = "--uncertainty",
      paramLabel = "FILE",
      description = "Also write the entropy of the classes, in nats, as an image.")
  @Nullable Path uncertainty;

  ProbabilityOptions() {}

  boolean writes() {
    return probabilities != null || uncertainty != null;
  }

  /** Refuses what cannot be written, before the work. */
  void check() throws IOException {
    if (probabilities != null) {
      OutputFile.checkFolder(probabilities);
    }
    if (uncertainty != null) {
      OutputFile.check(uncertainty);
    }
  }

  /** The files that {@link #write} writes. */
  List<Path> results() {
    List<Path> results = new ArrayList<>();
    if (probabilities != null) {
      for (TumorRegion region : TumorRegion.values()) {
        results.add(image(probabilities, region));
      }
    }
    if (uncertainty != null) {
      results.add(uncertainty);
    }
    return results;
  }

  private static Path image(Path folder, TumorRegion region) {
    return folder.resolve(region + ".nii.gz");
  }

  SegmenterOptions applyTo(SegmenterOptions options) {
    SegmenterOptions flipped = options.withFlips(flips);
    return writes() ? flipped.withProbabilities() : flipped;
  }

  /** Writes what is asked for. */
  void write(Segmentation segmentation) throws IOException {
    if (probabilities != null) {
      Files.createDirectories(probabilities);
      for (TumorRegion region : TumorRegion.values()) {
        Images.write(image(probabilities, region), of(region, segmentation));
      }
    }
    if (uncertainty != null) {
      Images.write(uncertainty, classes(segmentation).entropy());
    }
  }

  /** Task 2 knows the classes best; a network of one task has only its first. */
  private static TaskProbabilities classes(Segmentation segmentation) {
    List<TaskProbabilities> tasks = segmentation.probabilities();
    return tasks.get(Math.min(1, tasks.size() - 1));
  }

  private static Volume of(TumorRegion region, Segmentation segmentation) {
    List<TaskProbabilities> tasks = segmentation.probabilities();
    TaskProbabilities last = tasks.get(tasks.size() - 1);
    if (region == TumorRegion.ET && last.classes().size() == BINARY) {
      return last.classes().get(1);
    }
    LabelScheme scheme = segmentation.labels().scheme();
    List<Volume> classes = classes(segmentation).classes();
    Grid grid = classes.get(0).grid();
    float[] sum = new float[grid.shape().voxels()];
    for (int id = 0; id < Math.min(classes.size(), scheme.labels().size()); id++) {
      if (scheme.contains(region, scheme.labelOf(id))) {
        float[] p = classes.get(id).data();
        for (int n = 0; n < sum.length; n++) {
          sum[n] += p[n];
        }
      }
    }
    return Volume.wrap(grid, sum);
  }

  /** Reads letters among x, y and z. */
  static final class FlipConverter implements ITypeConverter<List<Flip>> {
    @Override
    public List<Flip> convert(String axes) {
      try {
        return Flip.along(axes);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
