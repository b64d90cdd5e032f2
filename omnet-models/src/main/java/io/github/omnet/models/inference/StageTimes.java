package io.github.omnet.models.inference;

import java.util.LinkedHashMap;
import java.util.Map;

/** Wall-clock seconds of each stage, in the order in which they first ran. */
final class StageTimes {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Books the time since the last call on a stage. */
  void end(String stage) {
    long now = System.nanoTime();
    seconds.merge(stage, (now - last) / 1e9, Double::sum);
    last = now;
  }

  Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }
}
