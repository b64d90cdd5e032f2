package io.github.omnet.models.inference;

import io.github.omnet.models.engine.EngineKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long each engine takes for the same pass of a network.
 *
 * @param usual the engine that is the fastest one as a rule; it is kept unless another is faster by
 *     more than {@link #TENTH}, so that noise does not change the engine
 * @param seconds of each engine that was timed; empty if there was nothing to choose
 */
record EngineTimes(EngineKind usual, Map<EngineKind, Double> seconds) {
  private static final double TENTH = 0.1;
  private static final String FORMAT = "omnet engine times 1";

  /** Copies the map. */
  EngineTimes {
    Map<EngineKind, Double> copy = new EnumMap<>(EngineKind.class);
    copy.putAll(seconds);
    seconds = Collections.unmodifiableMap(copy);
  }

  /** An engine that was chosen without timing it. */
  static EngineTimes untimed(EngineKind engine) {
    return new EngineTimes(engine, Map.of());
  }

  /** Returns the engine to compute with. */
  EngineKind fastest() {
    double limit = seconds.getOrDefault(usual, Double.POSITIVE_INFINITY) * (1 - TENTH);
    return seconds.entrySet().stream()
        .filter(timed -> timed.getValue() < limit)
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(usual);
  }

  /** Returns the text of a file that keeps these times for what the key describes. */
  String text(String key) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n').append(key).append('\n');
    seconds.forEach((engine, s) -> text.append(String.format(Locale.ROOT, "%s %.6f\n", engine, s)));
    return text.toString();
  }

  /** Reads what {@link #text} has written; empty if it is anything else, or for another key. */
  static Optional<EngineTimes> parse(String text, String key, EngineKind usual) {
    String head = FORMAT + '\n' + key + '\n';
    if (!text.startsWith(head)) {
      return Optional.empty();
    }
    Map<EngineKind, Double> seconds = new EnumMap<>(EngineKind.class);
    for (String line : text.substring(head.length()).lines().toList()) {
      String[] fields = line.split(" ", -1);
      if (fields.length != 2) {
        return Optional.empty();
      }
      try {
        seconds.put(EngineKind.of(fields[0]), Double.valueOf(fields[1]));
      } catch (RuntimeException e) {
        return Optional.empty();
      }
    }
    boolean sound = seconds.values().stream().allMatch(s -> s > 0 && Double.isFinite(s));
    return sound && seconds.containsKey(usual)
        ? Optional.of(new EngineTimes(usual, seconds))
        : Optional.empty();
  }
}
