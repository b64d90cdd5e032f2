package io.github.omnet.core.benchmark;

import java.time.Duration;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Prints, beside JMH's wall-clock score, how much CPU time of the whole process (collector and
 * compiler included) one operation took: on a machine that others use too, this is the number to
 * trust.
 */
@State(Scope.Thread)
public class CpuClock {
  private long start;
  private long operations;

  /** Starts the clock. */
  @Setup(Level.Iteration)
  public void start() {
    operations = 0;
    start = cpuNanos();
  }

  /** To be called once per operation. */
  public void count() {
    operations++;
  }

  /** Stops the clock and prints. */
  @TearDown(Level.Iteration)
  public void print() {
    double perOperation = (cpuNanos() - start) / 1e3 / operations;
    System.out.printf(
        Locale.ROOT, "[%.1f us CPU/op, %.0f op/CPU s] ", perOperation, 1e6 / perOperation);
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
