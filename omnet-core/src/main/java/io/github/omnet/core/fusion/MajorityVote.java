package io.github.omnet.core.fusion;

import io.github.omnet.core.volume.LabelMap;
import java.util.List;

/**
 * The label that most of several label maps give to each voxel. Of labels with equally many votes
 * the smallest wins, so background does before any other.
 *
 * <p>Votes 1, 1, 2 give 1; votes 0, 4 give 0.
 */
final class MajorityVote {
  private MajorityVote() {}

  /**
   * Takes the vote.
   *
   * @param maps at least one label map, all on one grid
   * @return the label map of the majority
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  static LabelMap of(List<LabelMap> maps) {
    LabelMap first = Raters.requireSameGrid(maps);
    byte[] result = new byte[first.data().length];
    int[] votes = new int[LabelMap.MAX_LABEL + 1];
    for (int n = 0; n < result.length; n++) {
      int label = first.data()[n] & 0xff;
      if (!unanimous(maps, n)) {
        label = mostVotes(maps, n, votes);
      }
      result[n] = (byte) label;
    }
    return LabelMap.wrap(first.grid(), result);
  }

  private static boolean unanimous(List<LabelMap> maps, int voxel) {
    byte label = maps.get(0).data()[voxel];
    for (int m = 1; m < maps.size(); m++) {
      if (maps.get(m).data()[voxel] != label) {
        return false;
      }
    }
    return true;
  }

  /** Counts in an array that is all 0 before and after. */
  private static int mostVotes(List<LabelMap> maps, int voxel, int[] votes) {
    int best = LabelMap.MAX_LABEL;
    for (LabelMap map : maps) {
      int label = map.data()[voxel] & 0xff;
      votes[label]++;
      if (votes[label] > votes[best] || (votes[label] == votes[best] && label < best)) {
        best = label;
      }
    }
    for (LabelMap map : maps) {
      votes[map.data()[voxel] & 0xff] = 0;
    }
    return best;
  }
}
