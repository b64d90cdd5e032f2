package io.github.omnet.core.morphology;

import io.github.omnet.core.morphology.Components.Component;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A mask as unbroken runs of voxels along x: far fewer than voxels, and what is joined along x is
 * joined already. Rows are numbered {@code y + ny * z}.
 */
final class Runs {
  private final Shape shape;
  private int[] begin = new int[1024];
  private int[] end = new int[1024];
  private int count;
  private final int[] firstOfRow;

  private Runs(Shape shape) {
    this.shape = shape;
    this.firstOfRow = new int[shape.y() * shape.z() + 1];
  }

  static Runs of(Mask mask) {
    Runs runs = new Runs(mask.shape());
    boolean[] data = mask.data();
    int length = mask.shape().x();
    boolean[] empty = new boolean[length];
    for (int row = 0; row < runs.firstOfRow.length - 1; row++) {
      runs.firstOfRow[row] = runs.count;
      int at = row * length;
      int first = Arrays.mismatch(data, at, at + length, empty, 0, length);
      if (first >= 0) {
        runs.addRow(data, at + first, at + length);
      }
    }
    runs.firstOfRow[runs.firstOfRow.length - 1] = runs.count;
    return runs;
  }

  private void addRow(boolean[] data, int from, int to) {
    int n = from;
    while (n < to) {
      int start = n;
      while (n < to && data[n]) {
        n++;
      }
      add(start, n);
      while (n < to && !data[n]) {
        n++;
      }
    }
  }

  private void add(int from, int to) {
    if (count == begin.length) {
      begin = Arrays.copyOf(begin, 2 * count);
      end = Arrays.copyOf(end, 2 * count);
    }
    begin[count] = from;
    end[count++] = to;
  }

  int count() {
    return count;
  }

  /** Array index of the first voxel. */
  int begin(int run) {
    return begin[run];
  }

  /** Array index after the last voxel. */
  int end(int run) {
    return end[run];
  }

  /** The first run of a row, or of a later one if it has none. */
  int firstOfRow(int row) {
    return firstOfRow[row];
  }

  /** Sizes and boxes of components, given the number of the component of each run. */
  List<Component> measure(int[] id, int components) {
    int[] voxels = new int[components];
    int[][] low = filled(components, Integer.MAX_VALUE);
    int[][] high = filled(components, -1);
    for (int row = 0; row < firstOfRow.length - 1; row++) {
      int y = row % shape.y();
      int z = row / shape.y();
      for (int run = firstOfRow[row]; run < firstOfRow[row + 1]; run++) {
        int c = id[run] - 1;
        int x = begin[run] - row * shape.x();
        voxels[c] += end[run] - begin[run];
        low[0][c] = Math.min(low[0][c], x);
        low[1][c] = Math.min(low[1][c], y);
        low[2][c] = Math.min(low[2][c], z);
        high[0][c] = Math.max(high[0][c], x + end[run] - begin[run] - 1);
        high[1][c] = Math.max(high[1][c], y);
        high[2][c] = Math.max(high[2][c], z);
      }
    }
    List<Component> list = new ArrayList<>(components);
    for (int c = 0; c < components; c++) {
      Box box = Box.minMax(low[0][c], low[1][c], low[2][c], high[0][c], high[1][c], high[2][c]);
      list.add(new Component(c + 1, voxels[c], box));
    }
    return List.copyOf(list);
  }

  private static int[][] filled(int length, int value) {
    int[][] arrays = new int[3][length];
    for (int[] array : arrays) {
      Arrays.fill(array, value);
    }
    return arrays;
  }
}
