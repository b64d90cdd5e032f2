package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the sliding window stops: on a regular lattice that covers the volume, the last stop of
 * each axis moved back to its end, without the windows that hold no brain. Windows are sorted by z,
 * then y, then x. A window longer than the volume reaches beyond its end.
 *
 * @param volume extent of the volume
 * @param window extent of each window
 * @param windows the stops
 * @param skipped stops left out because they hold no brain
 */
record WindowPlan(Shape volume, Shape window, List<Box> windows, int skipped) {
  /**
   * Copies the list.
   *
   * @param volume extent of the volume
   * @param window extent of each window
   * @param windows the stops
   * @param skipped stops left out
   */
  public WindowPlan {
    windows = List.copyOf(windows);
  }

  /**
   * Plans the stops.
   *
   * @param brain voxels that matter
   * @param window extent of a window
   * @param overlap share of a window that overlaps the next, in [0, 1)
   * @return the plan
   */
  public static WindowPlan over(Mask brain, Shape window, double overlap) {
    return within(Box.of(brain.shape()), brain, window, overlap);
  }

  /**
   * Plans stops that cover a part of the volume. Of a part smaller than a window the window has it
   * in the middle, as far as the volume reaches.
   *
   * @param part where the lattice lies, inside the volume
   * @param brain voxels that matter
   * @param window extent of a window
   * @param overlap share of a window that overlaps the next, in [0, 1)
   * @return the plan
   */
  static WindowPlan within(Box part, Mask brain, Shape window, double overlap) {
    Shape volume = brain.shape();
    List<Box> windows = new ArrayList<>();
    int skipped = 0;
    for (int z : stops(part.z(), part.endZ(), volume.z(), window.z(), overlap)) {
      for (int y : stops(part.y(), part.endY(), volume.y(), window.y(), overlap)) {
        for (int x : stops(part.x(), part.endX(), volume.x(), window.x(), overlap)) {
          Box box = new Box(x, y, z, window);
          if (touches(brain, box)) {
            windows.add(box);
          } else {
            skipped++;
          }
        }
      }
    }
    return new WindowPlan(volume, window, windows, skipped);
  }

  /** Stops that cover the voxels from one place up to another of an axis. */
  private static int[] stops(int from, int to, int extent, int window, double overlap) {
    int[] stops = stops(to - from, window, overlap);
    // A window wider than the part reaches as far beyond it at both sides.
    int first = from - Math.max(0, window - (to - from)) / 2;
    int last = Math.max(0, extent - window);
    for (int n = 0; n < stops.length; n++) {
      stops[n] = Math.min(Math.max(0, first + stops[n]), last);
    }
    return stops;
  }

  /** Evenly spread stops: as few as the overlap allows, the last one flush with the end. */
  static int[] stops(int extent, int window, double overlap) {
    if (extent <= window) {
      return new int[] {0};
    }
    double step = Math.max(1, window * (1 - overlap));
    int gaps = (int) Math.ceil((extent - window) / step - 1e-9);
    int[] stops = new int[gaps + 1];
    for (int n = 0; n <= gaps; n++) {
      stops[n] = (int) Math.round((double) n * (extent - window) / gaps);
    }
    return stops;
  }

  private static boolean touches(Mask brain, Box box) {
    Shape shape = brain.shape();
    boolean[] data = brain.data();
    int endX = Math.min(box.endX(), shape.x());
    for (int z = box.z(); z < Math.min(box.endZ(), shape.z()); z++) {
      for (int y = box.y(); y < Math.min(box.endY(), shape.y()); y++) {
        int row = shape.index(0, y, z);
        for (int x = box.x(); x < endX; x++) {
          if (data[row + x]) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
