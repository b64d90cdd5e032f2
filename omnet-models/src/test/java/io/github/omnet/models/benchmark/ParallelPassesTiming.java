package io.github.omnet.models.benchmark;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Throughput of one pass with all threads against n passes with a share each, for n callers that
 * segment subjects without pause; the two in turn, several times, with the same subjects. Prints
 * subjects per minute of each round, the medians, and whether all labels are the same.
 */
public final class ParallelPassesTiming {
  private static final double MINUTE = 60_000;

  private ParallelPassesTiming() {}

  /**
   * Runs.
   *
   * @param args engine, width, passes, subjects for each caller, rounds, extent of a subject
   * @throws Exception if a segmentation fails
   */
  public static void main(String[] args) throws Exception {
    int passes = Integer.parseInt(args[2]);
    int each = Integer.parseInt(args[3]);
    int rounds = Integer.parseInt(args[4]);
    int side = Integer.parseInt(args[5]);
    ModelPackage model =
        TestModels.random(
            Architecture.OM_NET,
            LabelScheme.BRATS2021,
            new Shape(32, 32, 16),
            Integer.parseInt(args[1]),
            14);
    List<Subject> subjects = new ArrayList<>();
    for (int n = 0; n < passes; n++) {
      subjects.add(Phantom.seeded(n, Grid.isotropic(new Shape(side, side, side))));
    }
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(EngineKind.of(args[0]))
            .withSettings(InferenceSettings.DEFAULT.withPostProcessing(List.of()));
    double[] whole = new double[rounds];
    double[] shared = new double[rounds];
    boolean same = true;
    try (Segmenter one = Segmenter.open(model, options);
        Segmenter many = Segmenter.open(model, options.withParallelPasses(passes))) {
      for (Segmenter warm : List.of(one, many)) {
        run(warm, subjects, 1);
      }
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        List<byte[]> expected = run(one, subjects, each);
        whole[round] = perMinute(subjects.size() * each, start);
        start = System.nanoTime();
        List<byte[]> found = run(many, subjects, each);
        shared[round] = perMinute(subjects.size() * each, start);
        for (int n = 0; n < expected.size(); n++) {
          same &= Arrays.equals(expected.get(n), found.get(n));
        }
        System.out.printf(
            Locale.ROOT,
            "round %d: 1 pass %.2f, %d passes %.2f subjects per minute%n",
            round + 1,
            whole[round],
            passes,
            shared[round]);
      }
    }
    Arrays.sort(whole);
    Arrays.sort(shared);
    double ratio = shared[rounds / 2] / whole[rounds / 2];
    System.out.printf(
        Locale.ROOT, "%s: ratio of medians %.3f, same labels: %b%n", args[0], ratio, same);
    System.out.printf(
        Locale.ROOT,
        "1 pass: %.1f ms per subject%n%d passes: %.1f ms per subject%n",
        MINUTE / whole[rounds / 2],
        passes,
        MINUTE / shared[rounds / 2]);
  }

  /** Each caller segments a subject of its own so many times. */
  private static List<byte[]> run(Segmenter segmenter, List<Subject> subjects, int times)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(subjects.size());
    try {
      List<Future<Segmentation>> running = new ArrayList<>();
      for (int n = 0; n < times; n++) {
        for (Subject subject : subjects) {
          running.add(callers.submit(() -> segmenter.segment(subject)));
        }
      }
      List<byte[]> labels = new ArrayList<>();
      for (Future<Segmentation> future : running) {
        labels.add(future.get().labels().map().data());
      }
      return labels;
    } finally {
      callers.shutdown();
    }
  }

  private static double perMinute(int subjects, long start) {
    return subjects * 60e9 / (System.nanoTime() - start);
  }
}
