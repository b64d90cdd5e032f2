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
}
