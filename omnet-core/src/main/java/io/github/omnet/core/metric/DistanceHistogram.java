package io.github.omnet.core.metric;

import java.util.Arrays;

/**
 * Counts and weighs surface elements by their squared distance. Distances between voxels take few
 * distinct values, so this is much smaller, and sorted much faster, than a list of all of them.
 */
final class DistanceHistogram {
  /** Open addressing with linear probing; a negative key marks a free place. */
  private double[] key = free(256);

  private long[] count = new long[256];
  private double[] weight = new double[256];
  private int used;

  /** Adds elements that share a squared distance, at least 0. */
  void add(double squared, long elements, double weighing) {
    int at = find(squared);
    if (key[at] < 0) {
      if (2 * used > key.length) {
        grow();
        at = find(squared);
      }
      used++;
      key[at] = squared;
    }
    count[at] += elements;
    weight[at] += weighing;
  }

  /** Everything added, by rising distance. */
  DirectedDistances sorted() {
    Integer[] order = new Integer[used];
    int found = 0;
    for (int at = 0; at < key.length; at++) {
      if (key[at] >= 0) {
        order[found++] = at;
      }
    }
    Arrays.sort(order, (a, b) -> Double.compare(key[a], key[b]));
    double[] squared = new double[used];
    long[] counts = new long[used];
    double[] weights = new double[used];
    for (int n = 0; n < used; n++) {
      squared[n] = key[order[n]];
      counts[n] = count[order[n]];
      weights[n] = weight[order[n]];
    }
    return new DirectedDistances(squared, counts, weights);
  }

  private int find(double squared) {
    int mask = key.length - 1;
    long bits = Double.doubleToLongBits(squared) * 0x9E3779B97F4A7C15L;
    int at = (int) (bits >>> 40) & mask;
    while (key[at] >= 0 && key[at] != squared) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    double[] oldKey = key;
    long[] oldCount = count;
    double[] oldWeight = weight;
    key = free(2 * oldKey.length);
    count = new long[key.length];
    weight = new double[key.length];
    for (int n = 0; n < oldKey.length; n++) {
      if (oldKey[n] >= 0) {
        int at = find(oldKey[n]);
        key[at] = oldKey[n];
        count[at] = oldCount[n];
        weight[at] = oldWeight[n];
      }
    }
  }

  private static double[] free(int size) {
    double[] keys = new double[size];
    Arrays.fill(keys, -1);
    return keys;
  }
}
