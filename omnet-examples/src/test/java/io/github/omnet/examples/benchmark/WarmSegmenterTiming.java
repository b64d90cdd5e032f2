package io.github.omnet.examples.benchmark;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelZoo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A subject through a segmenter that is open, as in a service: from its files to labels in memory.
 * Prints the median.
 */
public final class WarmSegmenterTiming {
  private WarmSegmenterTiming() {}

  /**
   * Runs.
   *
   * @param args model, folder of a subject, engine, precision, repetitions; the first run is left
   *     out
   * @throws Exception if something cannot be read or segmented
   */
  public static void main(String[] args) throws Exception {
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(EngineKind.of(args[2]))
            .withPrecision(Precision.of(args[3]));
    double[] ms = new double[Integer.parseInt(args[4])];
    try (Segmenter segmenter = Segmenter.open(ModelZoo.open(args[0]), options)) {
      for (int n = 0; n < ms.length; n++) {
        long start = System.nanoTime();
        Subject subject = Dataset.readSubject(Path.of(args[1]));
        segmenter.segment(subject);
        ms[n] = (System.nanoTime() - start) / 1e6;
      }
    }
    System.out.printf(Locale.ROOT, "%s %s: %.1f ms per subject%n", args[2], args[3], median(ms));
  }

  /** Of all but the first run, which only warms up. */
  private static double median(double[] values) {
    double[] warm = Arrays.copyOfRange(values, 1, values.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }
}
