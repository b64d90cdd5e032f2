package io.github.omnet.examples.benchmark;

import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.io.cohort.LabelPair;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * The whole report of a pair, as {@code evaluate} makes it, on all cores, and the reading of the
 * two files. Prints the medians; {@code docs/lab/benchmarks/hd95.py} is the peer.
 */
public final class EvaluateTiming {
  private EvaluateTiming() {}

  /**
   * Runs.
   *
   * @param args prediction, reference, repetitions; the first half of them is left out
   * @throws Exception if a file cannot be read
   */
  public static void main(String[] args) throws Exception {
    int repetitions = Integer.parseInt(args[2]);
    double[] read = new double[repetitions];
    double[] report = new double[repetitions];
    double last = 0;
    int cores = Runtime.getRuntime().availableProcessors();
    Workers workers = Workers.of(ForkJoinPool.commonPool(), cores);
    for (int n = 0; n < repetitions; n++) {
      long start = System.nanoTime();
      LabelPair pair = LabelPair.read(Path.of(args[0]), Path.of(args[1]), "auto", Optional.empty());
      read[n] = (System.nanoTime() - start) / 1e6;
      start = System.nanoTime();
      SegmentationReport result =
          SegmentationReport.of(pair.prediction(), pair.reference(), Metrics.brats(), workers);
      report[n] = (System.nanoTime() - start) / 1e6;
      last = result.toString().length();
    }
    System.out.printf(
        Locale.ROOT,
        "read %.1f ms%nreport %.1f ms (%.0f characters)%n",
        median(read),
        median(report),
        last);
  }

  /** Of the second half: until then Java compiles. */
  private static double median(double[] values) {
    double[] warm = Arrays.copyOfRange(values, values.length / 2, values.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }
}
