package io.github.omnet.core.augment;

import java.util.Arrays;

/** A growing list of voxel indices. */
final class Indices {
  private int[] values = new int[1 << 10];
  private int size;

  void add(int n) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = n;
  }

  int get(int at) {
    return values[at];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** The median of an image over these voxels, of which there is at least one. */
  double median(float[] image) {
    float[] sorted = new float[size];
    for (int n = 0; n < size; n++) {
      sorted[n] = image[values[n]];
    }
    Arrays.sort(sorted);
    return (sorted[(size - 1) / 2] + (double) sorted[size / 2]) / 2;
  }
}
