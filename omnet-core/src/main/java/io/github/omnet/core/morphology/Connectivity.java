package io.github.omnet.core.morphology;

/** Which of the 26 voxels around a voxel count as its neighbours. */
public enum Connectivity {
  /** The 6 that share a face; scipy's default. */
  FACES(1),
  /** The 18 that share a face or an edge. */
  EDGES(2),
  /** All 26, which share at least a corner; the default of cc3d and of BraTS 2023. */
  CORNERS(3);

  private final int maxSteps;

  Connectivity(int maxSteps) {
    this.maxSteps = maxSteps;
  }

  /**
   * Number of neighbours of a voxel.
   *
   * @return 6, 18 or 26
   */
  public int neighbours() {
    return switch (this) {
      case FACES -> 6;
      case EDGES -> 18;
      case CORNERS -> 26;
    };
  }

  /**
   * Returns whether a voxel this far away is a neighbour.
   *
   * @param dx difference along x, -1 to 1
   * @param dy difference along y, -1 to 1
   * @param dz difference along z, -1 to 1
   * @return true for a neighbour; false for the voxel itself
   */
  public boolean joins(int dx, int dy, int dz) {
    int steps = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
    return steps >= 1
        && steps <= maxSteps
        && Math.max(Math.max(Math.abs(dx), Math.abs(dy)), Math.abs(dz)) == 1;
  }
}
