package io.github.omnet.core.morphology;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;

/**
 * Exact Euclidean distance from every voxel centre to the nearest voxel centre of a set, the
 * spacing taken into account: 0 inside the set.
 *
 * <p>The squared distance is a minimum over each axis in turn. Along x it is found by two sweeps,
 * along y and z as the lower envelope of parabolas, in time linear in the number of voxels.
 * Distances are computed in double precision.
 *
 * <p>Note the direction: scipy's {@code distance_transform_edt(a)} measures from the non-zero
 * voxels of {@code a} to its zeros, so it equals {@code to(complement of a)} here.
 *
 * @see "Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, Theory of
 *     Computing 8 (2012)"
 */
final class DistanceTransform {
  private DistanceTransform() {}

  /**
   * Distances to a set, by the spacing of its grid.
   *
   * @param set the voxels to measure to
   * @return millimetres, x fastest, on the same grid; infinite everywhere if the set is empty
   */
  public static Volume to(Mask set) {
    return to(set, Workers.callerOnly());
  }

  /**
   * Distances to a set, by the spacing of its grid, computed by several threads.
   *
   * @param set the voxels to measure to
   * @param workers threads that share the work; the result does not depend on them
   * @return millimetres, x fastest, on the same grid; infinite everywhere if the set is empty
   */
  public static Volume to(Mask set, Workers workers) {
    double[] squared = squaredTo(set, set.grid().spacing(), workers);
    float[] distance = new float[squared.length];
    int row = set.shape().x();
    workers.forEach(
        squared.length / row,
        part -> {
          for (int n = part * row; n < (part + 1) * row; n++) {
            distance[n] = (float) Math.sqrt(squared[n]);
          }
        });
    return Volume.wrap(set.grid(), distance);
  }

  /**
   * Computes squared distances to a set with a given spacing.
   *
   * @param set the voxels to measure to
   * @param spacing distance of neighbours along each axis
   * @param workers threads that share the work; the result does not depend on them
   * @return squared distances in the unit of the spacing, x fastest; infinite if the set is empty
   */
  public static double[] squaredTo(Mask set, Spacing spacing, Workers workers) {
    Shape shape = set.shape();
    double[] squared = new double[shape.voxels()];
    int slice = shape.x() * shape.y();
    workers.forEach(
        shape.z(),
        z -> {
          for (int row = z * slice; row < (z + 1) * slice; row += shape.x()) {
            sweepRow(set.data(), squared, row, shape.x(), spacing.x());
          }
          LowerEnvelope.along(squared, z * slice, shape.x(), shape.y(), shape.x(), spacing.y());
        });
    workers.forEach(
        shape.y(),
        y -> LowerEnvelope.along(squared, y * shape.x(), shape.x(), shape.z(), slice, spacing.z()));
    return squared;
  }

  private static void sweepRow(boolean[] set, double[] squared, int row, int length, double step) {
    int last = -1;
    for (int x = 0; x < length; x++) {
      if (set[row + x]) {
        last = x;
      }
      squared[row + x] = last < 0 ? Double.POSITIVE_INFINITY : square((x - last) * step);
    }
    if (last < 0) {
      return;
    }
    int next = last;
    for (int x = last; x >= 0; x--) {
      if (set[row + x]) {
        next = x;
      }
      squared[row + x] = Math.min(squared[row + x], square((next - x) * step));
    }
  }

  private static double square(double v) {
    return v * v;
  }
}
