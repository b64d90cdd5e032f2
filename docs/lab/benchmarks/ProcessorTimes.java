import io.github.omnet.core.benchmark.MorphologyBenchmark;
import io.github.omnet.core.benchmark.ReportBenchmark;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Processor time of the single-threaded benchmarks of morphology and metrics, for machines that are
 * busy with other work, where the wall-clock time that JMH measures says little. Prints medians in
 * ms; the Python scripts beside this print the peers' processor time.
 *
 * <p>In omnet-core, with test classes compiled: {@code java -cp
 * target/test-classes:target/classes:DEPENDENCIES ../docs/lab/benchmarks/ProcessorTimes.java}.
 */
public final class ProcessorTimes {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private static int sink;

  private ProcessorTimes() {}

  /** Runs all. */
  public static void main(String[] args) {
    for (String kind : new String[] {"blobs", "noise"}) {
      MorphologyBenchmark morphology = new MorphologyBenchmark();
      morphology.kind = kind;
      morphology.draw();
      print(kind + " components, 6 neighbours", 20, morphology::componentsOfFaces);
      print(kind + " components, 26 neighbours", 20, morphology::componentsOfCorners);
      print(kind + " distance transform", 8, morphology::distanceTransformOneThread);
      print(kind + " dilate by 5 voxels", 8, morphology::dilateByFiveVoxels);
      morphology.shutdown();
    }
    for (String pair : new String[] {"SegResNet_1", "SegResNet_2", "SegResNet_3"}) {
      ReportBenchmark report = new ReportBenchmark();
      report.pair = pair;
      report.read();
      print(pair + " full report of 3 regions", 40, report::oneThread);
      report.shutdown();
    }
  }

  private static void print(String name, int runs, Supplier<Object> work) {
    double[] ms = new double[runs];
    for (int warmUp = 0; warmUp < runs; warmUp++) {
      sink += work.get().hashCode();
    }
    for (int run = 0; run < runs; run++) {
      long begin = CLOCK.getCurrentThreadCpuTime();
      sink += work.get().hashCode();
      ms[run] = (CLOCK.getCurrentThreadCpuTime() - begin) / 1e6;
    }
    Arrays.sort(ms);
    System.out.printf("%-40s cpu %8.1f%n", name, ms[runs / 2]);
  }
}
