package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;

/**
 * A rearrangement of voxels without interpolation: output voxel (i, j, k) inside {@code valid} is
 * input voxel {@code offset + i*strideX + j*strideY + k*strideZ}; every other output voxel is
 * padding. Crops, pads, flips and axis swaps are all of this form.
 *
 * @param shape extent of the output
 * @param valid the output voxels that have a source, or empty if none has
 * @param offset index into the input for output voxel (0, 0, 0), which may lie outside
 * @param strideX step in the input per step along the output's x
 * @param strideY step in the input per step along the output's y
 * @param strideZ step in the input per step along the output's z
 */
record VoxelCopy(
    Shape shape, Optional<Box> valid, int offset, int strideX, int strideY, int strideZ) {

  /** The block of an array that a box cuts out. */
  static VoxelCopy crop(Shape from, Box box) {
    Optional<Box> valid =
        box.clip(from)
            .map(b -> new Box(b.x() - box.x(), b.y() - box.y(), b.z() - box.z(), b.shape()));
    return new VoxelCopy(
        box.shape(),
        valid,
        from.index(box.x(), box.y(), box.z()),
        1,
        from.x(),
        from.x() * from.y());
  }

  /**
   * Output axis {@code a} runs along input axis {@code axes[a]}, backwards where {@code
   * flipped[a]}.
   */
  static VoxelCopy permute(Shape from, int[] axes, boolean[] flipped) {
    int[] inputStride = {1, from.x(), from.x() * from.y()};
    int[] extent = new int[3];
    int[] stride = new int[3];
    int offset = 0;
    for (int a = 0; a < 3; a++) {
      extent[a] = from.axis(axes[a]);
      stride[a] = flipped[a] ? -inputStride[axes[a]] : inputStride[axes[a]];
      offset += flipped[a] ? (extent[a] - 1) * inputStride[axes[a]] : 0;
    }
    Shape shape = new Shape(extent[0], extent[1], extent[2]);
    return new VoxelCopy(
        shape, Optional.of(Box.of(shape)), offset, stride[0], stride[1], stride[2]);
  }

  float[] copy(float[] from) {
    float[] to = new float[shape.voxels()];
    forEachRow(
        (source, target, length) -> {
          if (strideX == 1) {
            System.arraycopy(from, source, to, target, length);
          } else {
            for (int i = 0, s = source; i < length; i++, s += strideX) {
              to[target + i] = from[s];
            }
          }
        });
    return to;
  }

  byte[] copy(byte[] from) {
    byte[] to = new byte[shape.voxels()];
    forEachRow(
        (source, target, length) -> {
          for (int i = 0, s = source; i < length; i++, s += strideX) {
            to[target + i] = from[s];
          }
        });
    return to;
  }

  boolean[] copy(boolean[] from) {
    boolean[] to = new boolean[shape.voxels()];
    forEachRow(
        (source, target, length) -> {
          for (int i = 0, s = source; i < length; i++, s += strideX) {
            to[target + i] = from[s];
          }
        });
    return to;
  }

  private interface Row {
    void copy(int source, int target, int length);
  }

  private void forEachRow(Row row) {
    if (valid.isEmpty()) {
      return;
    }
    Box v = valid.get();
    for (int k = v.z(); k < v.endZ(); k++) {
      for (int j = v.y(); j < v.endY(); j++) {
        row.copy(
            offset + v.x() * strideX + j * strideY + k * strideZ,
            shape.index(v.x(), j, k),
            v.shape().x());
      }
    }
  }
}
