package io.github.omnet.examples.command;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Wall-clock seconds of each stage of a command, one after the other, so that they add up to the
 * time since the first stage began. What runs beside a stage on another thread is not counted.
 */
final class Timings {
  private static final double NANOS = 1e-9;

  private final LongSupplier clock;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last;

  private Timings(LongSupplier clock, long first) {
    this.clock = clock;
    this.last = first;
  }

  /** Begins now. */
  static Timings fromNow() {
    return from(System::nanoTime);
  }

  /** Begins now by a clock of nanoseconds. */
  static Timings from(LongSupplier clock) {
    return new Timings(clock, clock.getAsLong());
  }

  /** Begins when the Java machine did, which its management takes some 30 ms to tell. */
  static Timings fromStartOfJava() {
    long uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()).toNanos();
    return new Timings(System::nanoTime, System.nanoTime() - uptime);
  }

  /** Books the time since the last call on a stage. */
  void end(String stage) {
    long now = clock.getAsLong();
    add(stage, (now - last) * NANOS);
    last = now;
  }

  /** Books the time since the last call on stages that were timed elsewhere, the rest on one. */
  void end(Map<String, Double> stages, String rest) {
    long now = clock.getAsLong();
    double elapsed = (now - last) * NANOS;
    last = now;
    stages.forEach(this::add);
    double told = stages.values().stream().mapToDouble(Double::doubleValue).sum();
    add(rest, Math.max(0, elapsed - told));
  }

  private void add(String stage, double more) {
    seconds.merge(stage, more, Double::sum);
  }

  /** Seconds by stage, in the order in which they first ran. */
  Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  /** Processor seconds of the process so far, on all cores; empty where the system tells none. */
  static Optional<Double> processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(spent -> spent.toNanos() * NANOS);
  }

  /** Prints a line for each stage and one for the sum. */
  void print(PrintWriter out) {
    double sum = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    seconds.forEach((stage, s) -> out.printf(Locale.ROOT, "%-13s %7.3f s%n", stage, s));
    String processor =
        processorSeconds()
            .map(s -> String.format(Locale.ROOT, ", %.3f s of processors", s))
            .orElse("");
    out.printf(Locale.ROOT, "%-13s %7.3f s%s%n", "all", sum, processor);
    out.flush();
  }
}
