package io.github.omnet.core.augment;

import io.github.omnet.core.internal.transform.MidSagittalPlane;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;

/**
 * Where in the donor a voxel of the host lies: along each axis {@code donor = offset + factor *
 * host}. Along x positions count from the mid-sagittal planes, along y and z from the middle of the
 * brain's box, in units of the box.
 */
record AtlasMap(
    double offsetX,
    double factorX,
    double offsetY,
    double factorY,
    double offsetZ,
    double factorZ) {

  /** A subject with the box around its brain. */
  record Head(Subject subject, Box brain) {
    private double origin(int axis) {
      return axis == 0
          ? MidSagittalPlane.of(subject).twiceX() / 2.0
          : corner(brain, axis) + (brain.shape().axis(axis) - 1) / 2.0;
    }
  }

  /**
   * The map of a transplant.
   *
   * @param tumor box around the donor's tumour; its middle stays the middle
   */
  static AtlasMap of(TumorTransplant transplant, Head host, Head donor, Box tumor) {
    double[] shift = {transplant.shiftX(), transplant.shiftY(), transplant.shiftZ()};
    double[] offset = new double[3];
    double[] factor = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double sign = axis == 0 && transplant.mirrored() ? -1 : 1;
      // Donor voxels for one of the host, before the tumour is scaled.
      double ratio = sign * donor.brain().shape().axis(axis) / host.brain().shape().axis(axis);
      double middle = corner(tumor, axis) + (tumor.shape().axis(axis) - 1) / 2.0;
      double inHost =
          host.origin(axis)
              + (middle - donor.origin(axis)) / ratio
              + shift[axis] / host.subject().grid().spacing().axis(axis);
      factor[axis] = ratio / transplant.scale();
      offset[axis] = middle - factor[axis] * inHost;
    }
    return new AtlasMap(offset[0], factor[0], offset[1], factor[1], offset[2], factor[2]);
  }

  private static int corner(Box box, int axis) {
    return axis == 0 ? box.x() : axis == 1 ? box.y() : box.z();
  }

  double x(int i) {
    return offsetX + factorX * i;
  }

  double y(int j) {
    return offsetY + factorY * j;
  }

  double z(int k) {
    return offsetZ + factorZ * k;
  }

  /** The host's voxels that map into a box of the donor; may reach beyond the host's grid. */
  Box back(Box donor) {
    int[] x = back(donor.x(), donor.shape().x(), offsetX, factorX);
    int[] y = back(donor.y(), donor.shape().y(), offsetY, factorY);
    int[] z = back(donor.z(), donor.shape().z(), offsetZ, factorZ);
    return new Box(x[0], y[0], z[0], new Shape(x[1], y[1], z[1]));
  }

  /** First voxel and number of voxels. */
  private static int[] back(int first, int length, double offset, double factor) {
    double one = (first - 0.5 - offset) / factor;
    double other = (first + length - 0.5 - offset) / factor;
    int from = (int) Math.floor(Math.min(one, other));
    int to = (int) Math.ceil(Math.max(one, other));
    return new int[] {from, to - from + 1};
  }
}
