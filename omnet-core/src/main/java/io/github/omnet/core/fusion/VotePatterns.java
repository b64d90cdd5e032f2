package io.github.omnet.core.fusion;

import io.github.omnet.core.volume.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ways in which raters label voxels, each with how often it occurs. There are few, so what
 * iterates over these need not iterate over voxels.
 */
final class VotePatterns {
  private final int[] labels;
  private final int[] patternOf;
  private final List<int[]> votes = new ArrayList<>();
  private final List<Integer> count = new ArrayList<>();

  VotePatterns(List<LabelMap> maps) {
    this.labels = labelsOf(maps);
    int[] index = new int[LabelMap.MAX_LABEL + 1];
    for (int l = 0; l < labels.length; l++) {
      index[labels[l]] = l;
    }
    if (Math.pow(labels.length, maps.size()) > Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          maps.size() + " maps of " + labels.length + " labels are more than can be told apart");
    }
    this.patternOf = new int[maps.get(0).data().length];
    Map<Long, Integer> known = new HashMap<>();
    int[] counts = new int[16];
    long lastKey = -1;
    int pattern = -1;
    for (int n = 0; n < patternOf.length; n++) {
      long key = 0;
      for (LabelMap map : maps) {
        key = key * labels.length + index[map.data()[n] & 0xff];
      }
      if (key != lastKey) {
        pattern = known.computeIfAbsent(key, k -> add(k, maps.size()));
        counts = pattern < counts.length ? counts : Arrays.copyOf(counts, 2 * pattern);
        lastKey = key;
      }
      patternOf[n] = pattern;
      counts[pattern]++;
    }
    for (int p = 0; p < votes.size(); p++) {
      count.add(counts[p]);
    }
  }

  private int add(long key, int raters) {
    int[] vote = new int[raters];
    long rest = key;
    for (int r = raters - 1; r >= 0; r--) {
      vote[r] = (int) (rest % labels.length);
      rest /= labels.length;
    }
    votes.add(vote);
    return votes.size() - 1;
  }

  private static int[] labelsOf(List<LabelMap> maps) {
    SortedSet<Integer> labels = new TreeSet<>();
    maps.forEach(map -> labels.addAll(map.counts().keySet()));
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The labels that occur, ascending; votes are indices into these. */
  int[] labels() {
    return labels;
  }

  int size() {
    return votes.size();
  }

  /** The vote of each rater, as indices of labels. */
  int[] votes(int pattern) {
    return votes.get(pattern);
  }

  /** Voxels with a pattern. */
  int count(int pattern) {
    return count.get(pattern);
  }

  int patternOf(int voxel) {
    return patternOf[voxel];
  }
}
