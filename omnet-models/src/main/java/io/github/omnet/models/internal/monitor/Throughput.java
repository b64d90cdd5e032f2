package io.github.omnet.models.internal.monitor;

/**
 * Work of some optimiser steps.
 *
 * @param patches patches they trained on
 * @param nanos time they took, without what lay between them
 * @param waitedNanos how much of that they waited for patches
 */
public record Throughput(long patches, long nanos, long waitedNanos) {
  static final Throughput NONE = new Throughput(0, 0, 0);

  /**
   * Refuses what cannot have been.
   *
   * @param patches patches they trained on
   * @param nanos time they took
   * @param waitedNanos how much of that they waited for patches
   */
  public Throughput {
    if (patches < 0 || waitedNanos < 0 || nanos < waitedNanos) {
      throw new IllegalArgumentException(
          "no steps take "
              + patches
              + " patches, "
              + nanos
              + " ns, "
              + waitedNanos
              + " ns of wait");
    }
  }

  Throughput plus(Throughput other) {
    return new Throughput(
        patches + other.patches, nanos + other.nanos, waitedNanos + other.waitedNanos);
  }

  Throughput minus(Throughput other) {
    return new Throughput(
        patches - other.patches, nanos - other.nanos, waitedNanos - other.waitedNanos);
  }

  /**
   * How fast they were.
   *
   * @return patches per second; NaN if there was no step
   */
  public double patchesPerSecond() {
    return patches / (nanos * 1e-9);
  }

  /**
   * The share of time that the network had nothing to do because the loader was late.
   *
   * @return 0 to 1; NaN if there was no step
   */
  public double idleShare() {
    return (double) waitedNanos / nanos;
  }
}
