package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;

/**
 * Covers a whole grid with patches that overlap, in order x, y, z. Along each axis patches start a
 * step of patch minus overlap apart; the last one is moved back to end at the grid's edge. A grid
 * shorter than the patch gets one patch, which starts at 0 and reaches beyond the edge.
 */
final class GridSampler implements PatchSampler {
  private final Shape grid;
  private final Shape patch;
  private final int[] steps = new int[3];
  private final int[] counts = new int[3];

  private GridSampler(Shape grid, Shape patch, int[] overlap) {
    this.grid = grid;
    this.patch = patch;
    for (int a = 0; a < 3; a++) {
      if (overlap[a] < 0 || overlap[a] >= patch.axis(a)) {
        throw new IllegalArgumentException(
            "overlap along axis "
                + a
                + " must be from 0 to below "
                + patch.axis(a)
                + ", found "
                + overlap[a]);
      }
      steps[a] = patch.axis(a) - overlap[a];
      int rest = Math.max(0, grid.axis(a) - patch.axis(a));
      counts[a] = 1 + (rest + steps[a] - 1) / steps[a];
    }
  }

  /**
   * Covers a grid.
   *
   * @param grid extent to cover
   * @param patch extent of a patch
   * @param overlapX least voxels that neighbours share along x; at least 0, below the patch's
   *     extent
   * @param overlapY the same along y
   * @param overlapZ the same along z
   * @return the sampler
   */
  public static GridSampler over(
      Shape grid, Shape patch, int overlapX, int overlapY, int overlapZ) {
    return new GridSampler(grid, patch, new int[] {overlapX, overlapY, overlapZ});
  }

  /**
   * Patches that cover the grid once.
   *
   * @return how many
   */
  public int count() {
    return counts[0] * counts[1] * counts[2];
  }

  @Override
  public Shape patchShape() {
    return patch;
  }

  /**
   * {@inheritDoc}
   *
   * <p>After {@link #count} patches the cover begins anew.
   */
  @Override
  public Box patch(long n) {
    int m = (int) Math.floorMod(n, (long) count());
    return new Box(
        corner(0, m % counts[0]),
        corner(1, m / counts[0] % counts[1]),
        corner(2, m / (counts[0] * counts[1])),
        patch);
  }

  private int corner(int axis, int n) {
    return Math.min(n * steps[axis], Math.max(0, grid.axis(axis) - patch.axis(axis)));
  }
}
