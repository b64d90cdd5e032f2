package io.github.omnet.models.internal.monitor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a training goes and where its losses are. Reads no clock: it is told the times. */
public final class TrainingMeter {
  /** Losses are averaged over about fifty steps. */
  private static final double KEEP = 0.98;

  private final int window;
  private final Deque<Throughput> steps = new ArrayDeque<>();
  private final Map<String, ExponentialMean> losses = new LinkedHashMap<>();
  private Throughput recent = Throughput.NONE;
  private Throughput overall = Throughput.NONE;

  /**
   * Starts to measure.
   *
   * @param window how many of the last steps the recent speed is taken from
   */
  public TrainingMeter(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("a window of " + window + " steps measures nothing");
    }
    this.window = window;
  }

  /**
   * Takes an optimiser step in.
   *
   * @param work patches, time from begin to end of the step, and how much of it was waiting
   * @param measured losses by name; those that are not finite are passed over
   */
  public void step(Throughput work, Map<String, Double> measured) {
    steps.addLast(work);
    recent = recent.plus(work);
    overall = overall.plus(work);
    if (steps.size() > window) {
      recent = recent.minus(steps.removeFirst());
    }
    measured.forEach(
        (name, loss) -> losses.computeIfAbsent(name, n -> new ExponentialMean(KEEP)).add(loss));
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
