package io.github.omnet.models.benchmark;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.inference.TaskProbabilities;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Time and memory of segmenting a subject of 240 x 240 x 155 whose brain is a ball of 140 voxels
 * across, with random weights. Prints each run, the median, and by how much resident memory grew
 * after the third; with {@code compare}, also how far the probabilities are from those of 32 x 32 x
 * 16 windows that overlap by half.
 */
public final class SegmenterTiming {
  private SegmenterTiming() {}

  /**
   * Runs.
   *
   * @param args engine, width, architecture, repetitions, and optionally {@code compare} or the
   *     extent of a smaller subject, a cube
   * @throws IOException never, for packages made in memory
   */
  public static void main(String[] args) throws IOException {
    int repetitions = Integer.parseInt(args[3]);
    ModelPackage model =
        TestModels.random(
            Architecture.of(args[2]),
            LabelScheme.BRATS2021,
            new Shape(32, 32, 16),
            Integer.parseInt(args[1]),
            14);
    Subject subject = Phantom.seeded(1, Grid.isotropic(extent(args)));
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(EngineKind.of(args[0]))
            .withSettings(InferenceSettings.DEFAULT);
    double[] seconds = new double[repetitions];
    long[] resident = new long[repetitions];
    try (Segmenter segmenter = Segmenter.open(model, options)) {
      for (int n = 0; n < repetitions; n++) {
        long start = System.nanoTime();
        Segmentation result = segmenter.segment(subject);
        seconds[n] = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s: %.1f s, %d windows, %s, resident %s%n",
            String.join(" ", args),
            seconds[n],
            result.windows(),
            result.seconds(),
            memory());
        resident[n] = residentKibibytes();
      }
    }
    if (repetitions > 3) {
      growth(resident);
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT, "%s: median %.1f s%n", String.join(" ", args), seconds[repetitions / 2]);
    if (args.length > 4 && args[4].equals("compare")) {
      compare(model, subject, options);
    }
  }

  private static Shape extent(String[] args) {
    if (args.length > 4 && args[4].matches("\\d+")) {
      int side = Integer.parseInt(args[4]);
      return new Shape(side, side, side);
    }
    return new Shape(240, 240, 155);
  }

  /** The first two runs fill caches: of compiled code, of kernels, of memory. */
  private static void growth(long[] resident) {
    long third = resident[2];
    long most = Arrays.stream(resident, 2, resident.length).max().orElse(third);
    System.out.printf(
        Locale.ROOT,
        "resident after run 3: %d MiB, after run %d: %+.1f%%, at most %+.1f%%%n",
        third >> 10,
        resident.length,
        100.0 * (resident[resident.length - 1] - third) / third,
        100.0 * (most - third) / third);
  }

  private static void compare(ModelPackage model, Subject subject, SegmenterOptions options)
      throws IOException {
    SegmenterOptions dense =
        options.withSettings(InferenceSettings.DEFAULT.withWindow(32, 32, 16, 0.5));
    try (Segmenter quick = Segmenter.open(model, options.withProbabilities());
        Segmenter slow = Segmenter.open(model, dense.withProbabilities())) {
      List<TaskProbabilities> ours = quick.segment(subject).probabilities();
      List<TaskProbabilities> reference = slow.segment(subject).probabilities();
      for (int task = 0; task < ours.size(); task++) {
        double difference =
            difference(ours.get(task).classes(), reference.get(task).classes(), subject.brain());
        System.out.printf(
            Locale.ROOT,
            "task %d: mean absolute difference of probabilities over the brain %.4f%n",
            task + 1,
            difference);
      }
    }
  }

  private static double difference(List<Volume> a, List<Volume> b, Mask brain) {
    double sum = 0;
    long count = 0;
    for (int c = 0; c < a.size(); c++) {
      for (int n = 0; n < brain.data().length; n++) {
        if (brain.data()[n]) {
          sum += Math.abs(a.get(c).data()[n] - b.get(c).data()[n]);
          count++;
        }
      }
    }
    return sum / count;
  }

  private static String memory() throws IOException {
    return status("VmHWM|VmRSS").toString();
  }

  private static long residentKibibytes() throws IOException {
    return status("VmRSS").stream()
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Lines of what Linux knows of this process; none elsewhere. */
  private static List<String> status(String names) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.matches("(" + names + "):.*"))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList();
  }
}
