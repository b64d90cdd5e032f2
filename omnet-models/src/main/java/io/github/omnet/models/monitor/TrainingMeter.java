package io.github.omnet.models.monitor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast a training goes, how long it will still take and where its losses are. Reads no clock:
 * it is told the time, in nanoseconds from any origin ({@link System#nanoTime}).
 */
public final class TrainingMeter {
  /** Losses are averaged over about fifty steps. */
  private static final double KEEP = 0.98;

  private final int window;
  private final long begin;
  private final Deque<Throughput> steps = new ArrayDeque<>();
  private final Map<String, ExponentialMean> losses = new LinkedHashMap<>();
  private Throughput recent = Throughput.NONE;
  private Throughput overall = Throughput.NONE;
  private long patchesLeft;
  private long end;

  /**
   * Starts to measure.
   *
   * @param patches that the run still has to train on; counted in patches, for later stages of a
   *     curriculum take more of them a step
   * @param window how many of the last steps the recent speed is taken from
   * @param nanos now
   */
  public TrainingMeter(long patches, int window, long nanos) {
    if (window < 1) {
      throw new IllegalArgumentException("a window of " + window + " steps measures nothing");
    }
    this.window = window;
    this.begin = nanos;
    this.end = nanos;
    this.patchesLeft = patches;
  }

  /**
   * Takes an optimiser step in.
   *
   * @param work patches, time from begin to end of the step, and how much of it was waiting
   * @param measured losses by name; those that are not finite are passed over
   * @param nanos now, at the end of the step
   */
  public void step(Throughput work, Map<String, Double> measured, long nanos) {
    steps.addLast(work);
    recent = recent.plus(work);
    overall = overall.plus(work);
    if (steps.size() > window) {
      recent = recent.minus(steps.removeFirst());
    }
    patchesLeft -= work.patches();
    end = nanos;
    measured.forEach(
        (name, loss) -> losses.computeIfAbsent(name, n -> new ExponentialMean(KEEP)).add(loss));
  }

  /**
   * Corrects the plan, as when a stage ends before its time.
   *
   * @param patches that the run still has to train on
   */
  public void plan(long patches) {
    patchesLeft = patches;
  }

  /**
   * The last steps.
   *
   * @return as many as the window holds
   */
  public Throughput recent() {
    return recent;
  }

  /**
   * All steps.
   *
   * @return since the meter started
   */
  public Throughput overall() {
    return overall;
  }

  /**
   * How long the run will still take: the patches left at the recent speed, and for what lies
   * between steps (validation, checkpoints) as much more as it took so far.
   *
   * @return seconds; NaN before the first step
   */
  public double secondsLeft() {
    double between = (double) (end - begin) / overall.nanos();
    return Math.max(0, patchesLeft) / recent.patchesPerSecond() * Math.max(1, between);
  }

  /**
   * Where the losses are, without the noise of single batches.
   *
   * @return exponential means by name, in the order first seen
   */
  public Map<String, Double> smoothedLosses() {
    Map<String, Double> means = new LinkedHashMap<>();
    losses.forEach((name, mean) -> means.put(name, mean.value()));
    return Collections.unmodifiableMap(means);
  }
}
