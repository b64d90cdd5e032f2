package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Shape;

/**
 * Chooses the window that covers a volume with the fewest computed voxels. A window of fixed size
 * rarely divides a brain: 64 x 64 x 32 with a quarter of overlap computes nearly three voxels for
 * each one of a usual brain, a fitted window of the same volume less than two.
 */
final class WindowFit {
  private static final int STEP = 8;

  /** Narrower windows have too little context beside their edges. */
  private static final int NARROWEST = 32;

  private static final int WIDEST = 128;

  private WindowFit() {}

  /**
   * The best window for a volume.
   *
   * @param volume extent to be covered
   * @param atMost voxels of a window at most, so that activations stay in cache
   * @param overlap share of a window that overlaps the next
   * @return sides that are multiples of 8; of equals the one with the larger window
   */
  static Shape of(Shape volume, int atMost, double overlap) {
    Shape best = new Shape(NARROWEST, NARROWEST, NARROWEST);
    long fewest = Long.MAX_VALUE;
    for (int z = NARROWEST; z <= limit(volume.z()); z += STEP) {
      for (int y = NARROWEST; y <= limit(volume.y()); y += STEP) {
        for (int x = NARROWEST; x <= limit(volume.x()); x += STEP) {
          Shape window = new Shape(x, y, z);
          long computed = computed(volume, window, overlap);
          boolean better =
              computed < fewest || (computed == fewest && window.voxels() > best.voxels());
          if (window.voxels() <= atMost && better) {
            best = window;
            fewest = computed;
          }
        }
      }
    }
    return best;
  }

  /** Voxels that pass through the network. */
  static long computed(Shape volume, Shape window, double overlap) {
    long windows = 1;
    for (int axis = 0; axis < 3; axis++) {
      windows *= WindowPlan.stops(volume.axis(axis), window.axis(axis), overlap).length;
    }
    return windows * window.voxels();
  }

  /** No wider than the volume, rounded up. */
  private static int limit(int extent) {
    int rounded = (extent + STEP - 1) / STEP * STEP;
    return Math.min(WIDEST, Math.max(NARROWEST, rounded));
  }
}
