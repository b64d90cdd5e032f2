package io.github.omnet.core.fusion;

import io.github.omnet.core.volume.LabelMap;
import java.util.List;

/** Checks on label maps of one image by several raters. */
final class Raters {
  private Raters() {}

  /** The first of the maps. */
  static LabelMap requireSameGrid(List<LabelMap> maps) {
    if (maps.isEmpty()) {
      throw new IllegalArgumentException("fusion needs at least one label map");
    }
    LabelMap first = maps.get(0);
    for (int m = 1; m < maps.size(); m++) {
      first.grid().requireMatches(maps.get(m).grid(), "label maps 0 and " + m);
    }
    return first;
  }
}
