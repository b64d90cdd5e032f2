package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every n-th voxel of a subject along each axis. The lattice is its own mirror image along each
 * axis of the grid, so it can be reflected without interpolation.
 *
 * @param shape points along x, y, z
 * @param step voxels from one point to the next, an odd number
 * @param values one value per point, x fastest, for each modality
 */
record Lattice(Shape shape, int step, Map<Modality, float[]> values) {
  /** So that a subject of 240 x 240 x 155 voxels is looked at in steps of 5. */
  private static final int MOST_POINTS = 150_000;

  static Lattice of(Subject subject) {
    Shape grid = subject.grid().shape();
    int step = 1;
    while ((long) grid.voxels() > (long) MOST_POINTS * step * step * step) {
      step += 2;
    }
    Shape shape = new Shape(count(grid.x(), step), count(grid.y(), step), count(grid.z(), step));
    Map<Modality, float[]> values = new EnumMap<>(Modality.class);
    for (Map.Entry<Modality, Volume> entry : subject.volumes().entrySet()) {
      values.put(entry.getKey(), sampled(entry.getValue(), shape, step));
    }
    return new Lattice(shape, step, values);
  }

  /** As many points as leave the same margin at both ends. */
  private static int count(int extent, int step) {
    int count = (extent - 1) / step + 1;
    boolean even = (extent - 1 - (count - 1) * step) % 2 == 0;
    return even || count == 1 ? count : count - 1;
  }

  private static float[] sampled(Volume volume, Shape shape, int step) {
    Shape grid = volume.shape();
    float[] from = volume.data();
    float[] to = new float[shape.voxels()];
    int n = 0;
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        int row =
            grid.index(
                margin(grid.x(), shape.x(), step),
                margin(grid.y(), shape.y(), step) + y * step,
                margin(grid.z(), shape.z(), step) + z * step);
        for (int x = 0; x < shape.x(); x++) {
          to[n++] = from[row + x * step];
        }
      }
    }
    return to;
  }

  private static int margin(int extent, int count, int step) {
    return (extent - 1 - (count - 1) * step) / 2;
  }

  /** Returns which points are not 0 in any of the modalities. */
  boolean[] union() {
    boolean[] union = new boolean[shape.voxels()];
    for (float[] image : values.values()) {
      for (int n = 0; n < union.length; n++) {
        union[n] |= image[n] != 0;
      }
    }
    return union;
  }

  /** Returns the indices of the points that are 0 in no modality, in order. */
  int[] common() {
    int[] common = new int[shape.voxels()];
    int count = 0;
    for (int n = 0; n < common.length; n++) {
      boolean everywhere = true;
      for (float[] image : values.values()) {
        everywhere &= image[n] != 0;
      }
      if (everywhere) {
        common[count++] = n;
      }
    }
    return Arrays.copyOf(common, count);
  }
}
