package io.github.omnet.core.metric;

import io.github.omnet.core.volume.Spacing;

/**
 * Area of the surface that marching cubes draws through a cell of 2x2x2 voxels, from which of its
 * eight voxels are in the mask; every vertex lies halfway between two voxels.
 *
 * <p>The voxels in the mask, or those outside if they are fewer, fall into groups joined by faces,
 * and each group is cut off by a polygon of its own. With {@code t} the area of a triangle that
 * cuts off one corner, {@code f(n)} that of a cell face normal to axis n, and {@code d(n)} that of
 * the diagonal rectangle through the cell along axis n:
 *
 * <ul>
 *   <li>one voxel: {@code t};
 *   <li>two along axis n: half of {@code d(n)};
 *   <li>three around a corner of the plane normal to n: {@code f(n) / 2 + 3 t};
 *   <li>four in a plane normal to n: {@code f(n)};
 *   <li>one and its three neighbours: a hexagon, {@code 6 t};
 *   <li>a chain of four with its middle link along n, ends turned aside along the others: a skew
 *       hexagon, {@code 4 t + (d(a) + d(b)) / 4} for the other axes a and b.
 * </ul>
 *
 * <p>Voxels that meet at an edge only are held apart. This gives, for every spacing, the areas of
 * the table that DeepMind's surface-distance uses (Nikolov et al., 2018, arXiv 1809.04430).
 */
final class SurfelAreas {
  private static final int FULL = 0xff;

  private final double triangle;
  private final double[] face = new double[3];
  private final double[] diagonal = new double[3];

  private SurfelAreas(Spacing spacing) {
    for (int n = 0; n < 3; n++) {
      double a = spacing.axis((n + 1) % 3);
      double b = spacing.axis((n + 2) % 3);
      face[n] = a * b;
      diagonal[n] = spacing.axis(n) * Math.hypot(a, b);
    }
    triangle = Math.sqrt(face[0] * face[0] + face[1] * face[1] + face[2] * face[2]) / 8;
  }

  /**
   * Areas by code, in square mm. Bit {@code dx + 2 dy + 4 dz} of a code stands for the voxel that
   * lies dx, dy, dz (0 or 1) from the first of the cell.
   */
  static double[] byCode(Spacing spacing) {
    SurfelAreas areas = new SurfelAreas(spacing);
    double[] byCode = new double[FULL + 1];
    for (int code = 1; code < FULL; code++) {
      int left = Integer.bitCount(code) > 4 ? FULL - code : code;
      while (left != 0) {
        int group = groupOf(Integer.lowestOneBit(left), left);
        byCode[code] += areas.ofGroup(group);
        left &= ~group;
      }
    }
    return byCode;
  }

  /** The voxels that a voxel is joined to by faces, itself included. */
  private static int groupOf(int voxel, int among) {
    int group = voxel;
    for (int step = 0; step < 3; step++) {
      group |= among & (along(0, group) | along(1, group) | along(2, group));
    }
    return group;
  }

  /** The neighbours along an axis: within a cell the bit numbers differ by 1, 2 or 4. */
  private static int along(int axis, int voxels) {
    int shift = 1 << axis;
    int first = new int[] {0b01010101, 0b00110011, 0b00001111}[axis];
    return ((voxels & first) << shift) | ((voxels >>> shift) & first);
  }

  private double ofGroup(int group) {
    int[] links = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      links[axis] = Integer.bitCount(group & along(axis, group)) / 2;
    }
    return switch (Integer.bitCount(group)) {
      case 1 -> triangle;
      case 2 -> diagonal[axisWith(1, links)] / 2;
      case 3 -> face[axisWith(0, links)] / 2 + 3 * triangle;
      default -> ofFour(group, links);
    };
  }

  private double ofFour(int group, int[] links) {
    if (links[0] + links[1] + links[2] == 4) {
      return face[axisWith(0, links)];
    }
    for (int voxel = group; voxel != 0; voxel &= voxel - 1) {
      int one = Integer.lowestOneBit(voxel);
      if (Integer.bitCount(group & (along(0, one) | along(1, one) | along(2, one))) == 3) {
        return 6 * triangle;
      }
    }
    int middle = middleLink(group);
    return 4 * triangle + (diagonal[(middle + 1) % 3] + diagonal[(middle + 2) % 3]) / 4;
  }

  /** The axis of the link between the two voxels of a chain that have two neighbours each. */
  private static int middleLink(int chain) {
    for (int axis = 0; axis < 3; axis++) {
      int other1 = along((axis + 1) % 3, chain);
      int other2 = along((axis + 2) % 3, chain);
      int inner = chain & along(axis, chain) & (other1 | other2);
      if (Integer.bitCount(inner) == 2) {
        return axis;
      }
    }
    throw new AssertionError("no chain of four: " + Integer.toBinaryString(chain));
  }

  private static int axisWith(int count, int[] links) {
    int axis = 0;
    while (links[axis] != count) {
      axis++;
    }
    return axis;
  }
}
