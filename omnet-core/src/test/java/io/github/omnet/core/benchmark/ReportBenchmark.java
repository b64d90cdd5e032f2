package io.github.omnet.core.benchmark;

import io.github.omnet.core.metric.Comparison;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.ReferencePairs;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The full report over WT, TC and ET of a real pair of 240x240x155, from masks in memory: all
 * columns of a preset, voxel borders and meshes. {@code docs/lab/benchmarks/metrics.py} has the
 * peers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class ReportBenchmark {
  @Param({"SegResNet_1", "SegResNet_2", "SegResNet_3"})
  public String pair = "";

  private Map<String, Mask[]> masks = Map.of();
  private ExecutorService executor = Executors.newSingleThreadExecutor();

  /** Reads the pair. */
  @Setup(Level.Trial)
  public void read() {
    masks = ReferencePairs.masks(pair);
  }

  /** Ends the helper. */
  @TearDown(Level.Trial)
  public void shutdown() {
    executor.shutdown();
  }

  private SegmentationReport report(Workers workers) {
    Map<String, Comparison> pairs = new LinkedHashMap<>();
    masks.forEach((region, pr) -> pairs.put(region, Comparison.of(pr[0], pr[1])));
    return SegmentationReport.of(pairs, Metrics.brats(), workers);
  }

  @Benchmark
  public SegmentationReport oneThread() {
    return report(Workers.callerOnly());
  }

  @Benchmark
  public SegmentationReport twoThreads() {
    return report(Workers.of(executor, 2));
  }
}
