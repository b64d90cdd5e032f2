package io.github.omnet.core.volume;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One label per voxel, 0 to 255 with 0 for background, on its grid, x fastest. Labels are never
 * averaged or interpolated.
 */
public final class LabelMap {
  /** The largest label that a map can hold. */
  public static final int MAX_LABEL = 255;

  private final Grid grid;
  private final byte[] data;

  private LabelMap(Grid grid, byte[] data) {
    grid.requireVoxels(data.length);
    this.grid = grid;
    this.data = data;
  }

  /**
   * Wraps an array without copying; the caller gives it up.
   *
   * @param grid where the voxels lie
   * @param data one label per voxel as an unsigned byte, x fastest
   * @return the label map
   * @throws IllegalArgumentException if the array has not as many values as the grid has voxels
   */
  public static LabelMap wrap(Grid grid, byte[] data) {
    return new LabelMap(grid, data);
  }

  /**
   * Reads labels from the values of a volume.
   *
   * @param volume values that are whole numbers from 0 to 255
   * @return the label map, on the same grid
   * @throws IllegalArgumentException naming the first voxel that holds another value
   */
  public static LabelMap of(Volume volume) {
    float[] values = volume.data();
    byte[] labels = new byte[values.length];
    for (int n = 0; n < values.length; n++) {
      int label = (int) values[n];
      if (label != values[n] || label < 0 || label > MAX_LABEL) {
        Shape shape = volume.shape();
        throw new IllegalArgumentException(
            "voxel ("
                + n % shape.x()
                + ", "
                + n / shape.x() % shape.y()
                + ", "
                + n / shape.x() / shape.y()
                + ") holds "
                + values[n]
                + ", but labels are whole numbers from 0 to "
                + MAX_LABEL
                + "; is this an image and not a segmentation?");
      }
      labels[n] = (byte) label;
    }
    return new LabelMap(volume.grid(), labels);
  }

  /**
   * Returns the grid of the voxels.
   *
   * @return the grid
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Number of voxels along each axis.
   *
   * @return the shape of the grid
   */
  public Shape shape() {
    return grid.shape();
  }

  /**
   * The labels as unsigned bytes, x fastest; shared, not to be changed.
   *
   * @return the array itself
   */
  public byte[] data() {
    return data;
  }

  /**
   * One label.
   *
   * @param x index along the first axis
   * @param y index along the second axis
   * @param z index along the third axis
   * @return the label, 0 to 255
   * @throws IndexOutOfBoundsException outside the grid
   */
  public int get(int x, int y, int z) {
    if (!shape().contains(x, y, z)) {
      throw new IndexOutOfBoundsException(
          "voxel (" + x + ", " + y + ", " + z + ") is outside " + shape());
    }
    return data[shape().index(x, y, z)] & 0xff;
  }

  /**
   * Returns how many voxels hold each label; labels that do not occur are absent.
   *
   * @return voxels per label, by rising label
   */
  public SortedMap<Integer, Integer> counts() {
    int[] counts = new int[MAX_LABEL + 1];
    for (byte label : data) {
      counts[label & 0xff]++;
    }
    SortedMap<Integer, Integer> present = new TreeMap<>();
    for (int label = 0; label <= MAX_LABEL; label++) {
      if (counts[label] > 0) {
        present.put(label, counts[label]);
      }
    }
    return present;
  }

  @Override
  public String toString() {
    return "LabelMap[" + counts() + " on " + grid + "]";
  }
}
