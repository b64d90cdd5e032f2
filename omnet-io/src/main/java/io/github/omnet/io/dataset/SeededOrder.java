package io.github.omnet.io.dataset;

import io.github.omnet.core.random.CounterRandom;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Names in an order that a seed decides. The place of each depends on its own name alone, so that
 * another subject in the folder does not shuffle the rest anew.
 */
final class SeededOrder {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private SeededOrder() {}

  static List<String> of(Collection<String> names, long seed) {
    return names.stream()
        .sorted(
            Comparator.comparingLong((String name) -> CounterRandom.derive(seed, hash(name)))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** FNV-1a: specified to the bit, unlike what the JDK might make of a hash code one day. */
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte next : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (next & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
