package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Shape;

/**
 * Joins runs that touch into components by union-find: one pass unites each run with those it
 * touches in the rows before it, a second one flattens the trees.
 */
final class RunJoiner {
  /** The rows before a row that can touch it, as dy, dz. */
  private static final int[][] ROWS_BEFORE = {{-1, 0}, {-1, -1}, {0, -1}, {1, -1}};

  private final Runs runs;
  private final int[] parent;

  private RunJoiner(Runs runs) {
    this.runs = runs;
    this.parent = new int[runs.count()];
    for (int run = 0; run < parent.length; run++) {
      parent[run] = run;
    }
  }

  /** For each run the first run of its component. */
  static int[] roots(Runs runs, Shape shape, Connectivity connectivity) {
    RunJoiner joiner = new RunJoiner(runs);
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        int row = y + shape.y() * z;
        if (runs.firstOfRow(row) == runs.firstOfRow(row + 1)) {
          continue;
        }
        for (int[] before : ROWS_BEFORE) {
          int dy = before[0];
          int dz = before[1];
          if (y + dy >= 0 && y + dy < shape.y() && z + dz >= 0 && connectivity.joins(0, dy, dz)) {
            int other = row + dy + shape.y() * dz;
            int slack = connectivity.joins(1, dy, dz) ? 1 : 0;
            joiner.joinRows(row, other, (row - other) * shape.x(), slack);
          }
        }
      }
    }
    int[] root = joiner.parent;
    for (int run = 0; run < root.length; run++) {
      root[run] = root[root[run]];
    }
    return root;
  }

  /** Runs are sorted along x, so two fingers walk the two rows; slack 1 lets diagonals touch. */
  private void joinRows(int row, int other, int shift, int slack) {
    int a = runs.firstOfRow(row);
    int b = runs.firstOfRow(other);
    int lastA = runs.firstOfRow(row + 1);
    int lastB = runs.firstOfRow(other + 1);
    while (a < lastA && b < lastB) {
      if (runs.end(b) + shift + slack <= runs.begin(a)) {
        b++;
      } else if (runs.end(a) + slack <= runs.begin(b) + shift) {
        a++;
      } else {
        unite(a, b);
        if (runs.end(a) < runs.end(b) + shift) {
          a++;
        } else {
          b++;
        }
      }
    }
  }

  private void unite(int a, int b) {
    int rootA = find(a);
    int rootB = find(b);
    // The smaller index stays the root, so that components are numbered by their first voxel.
    if (rootA < rootB) {
      parent[rootB] = rootA;
    } else {
      parent[rootA] = rootB;
    }
  }

  private int find(int run) {
    int at = run;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
