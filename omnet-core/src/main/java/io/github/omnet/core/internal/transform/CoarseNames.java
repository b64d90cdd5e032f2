package io.github.omnet.core.internal.transform;

import io.github.omnet.core.subject.TumorRegion;
import java.util.Arrays;
import java.util.List;

/** Names of the channels that hold what a coarse network finds. */
public final class CoarseNames {
  private CoarseNames() {}

  /**
   * The name of a region's channel.
   *
   * @param region which
   * @return such as {@code coarse(WT)}
   */
  public static String of(TumorRegion region) {
    return "coarse(" + region + ")";
  }

  /**
   * All names.
   *
   * @return one for each region, in the order of {@link TumorRegion}
   */
  public static List<String> all() {
    return Arrays.stream(TumorRegion.values()).map(CoarseNames::of).toList();
  }

  /**
   * Where the channels are.
   *
   * @param modalities number of channels before the derived ones
   * @param derived names of the derived channels
   * @return a channel for each region, in the order of {@link TumorRegion}, from the number of
   *     modalities on; empty unless all are there
   */
  public static int[] channels(int modalities, List<String> derived) {
    return derived.containsAll(all())
        ? all().stream().mapToInt(name -> modalities + derived.indexOf(name)).toArray()
        : new int[0];
  }
}
