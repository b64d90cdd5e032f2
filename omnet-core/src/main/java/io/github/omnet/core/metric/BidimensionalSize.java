package io.github.omnet.core.metric;

import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two diameters by which RANO measures a tumour: the longest in an axial plane, and the longest
 * perpendicular to it in the same plane. The plane is the one with the longest diameter.
 *
 * <p>Definition: of the largest component of the mask (26 neighbours), each axial slice is outlined
 * by the middles of the edges between voxels inside and outside, as a mesh halfway between voxels
 * has them; a row of n voxels is n voxels long. The longest diameter is the largest distance of two
 * such points. The perpendicular diameter is the longest chord at a right angle to it of their
 * convex hull, so that gaps and dents are passed over. Axial slices follow the voxel axis closest
 * to head-feet; of two slices that are equally long, the first counts.
 *
 * <p>Source: Wen et al., Updated response assessment criteria for high-grade gliomas, J Clin Oncol
 * 28 (2010); RANO 2.0, J Clin Oncol 41 (2023). RANO measures enhancing lesions of at least 10 mm by
 * 10 mm and sums several; here any region is measured, and its largest component alone.
 *
 * @param longest longest diameter, in mm
 * @param perpendicular longest diameter at a right angle to it in the same plane, in mm
 * @param slice index of the plane along the voxel axis closest to head-feet
 */
public record BidimensionalSize(double longest, double perpendicular, int slice) {
  /**
   * Measures a mask.
   *
   * @param mask a region
   * @return its size; empty if the mask is
   */
  public static Optional<BidimensionalSize> of(Mask mask) {
    return Box.around(mask).map(box -> within(mask, box));
  }

  private static BidimensionalSize within(Mask mask, Box box) {
    Mask lesion = Morphology.largest(cropped(mask, box), Connectivity.CORNERS);
    Grid grid = lesion.grid();
    int up = axialAxis(grid);
    int first = new int[] {box.x(), box.y(), box.z()}[up];
    BidimensionalSize best = new BidimensionalSize(0, 0, 0);
    for (int slice = 0; slice < grid.shape().axis(up); slice++) {
      List<double[]> hull = ConvexHull.of(outline(lesion, up, slice));
      if (hull.size() > 1) {
        double[][] longest = ConvexHull.longest(hull);
        double length = Math.hypot(longest[1][0] - longest[0][0], longest[1][1] - longest[0][1]);
        if (length > best.longest) {
          double across = ConvexHull.longestChordAcross(hull, longest);
          best = new BidimensionalSize(length, across, first + slice);
        }
      }
    }
    return best;
  }

  private static Mask cropped(Mask mask, Box box) {
    Shape shape = box.shape();
    boolean[] part = new boolean[shape.voxels()];
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        int row = mask.shape().index(box.x(), box.y() + y, box.z() + z);
        System.arraycopy(mask.data(), row, part, shape.index(0, y, z), shape.x());
      }
    }
    return Mask.wrap(mask.grid().crop(box), part);
  }

  /**
   * The bidimensional product.
   *
   * @return longest times perpendicular diameter, in square millimetres
   */
  public double product() {
    return longest * perpendicular;
  }

  private static int axialAxis(Grid grid) {
    List<Direction> directions = grid.orientation().directions();
    for (int axis = 0; axis < 3; axis++) {
      if (directions.get(axis).worldAxis() == Direction.S.worldAxis()) {
        return axis;
      }
    }
    throw new AssertionError(grid);
  }

  /** The middles of all edges between inside and outside, in mm. */
  private static List<double[]> outline(Mask mask, int up, int slice) {
    int across = up == 0 ? 1 : 0;
    int down = 3 - up - across;
    int[] strides = {1, mask.shape().x(), mask.shape().x() * mask.shape().y()};
    int columns = mask.shape().axis(across);
    int rows = mask.shape().axis(down);
    int right = strides[across];
    int below = strides[down];
    double dx = mask.grid().spacing().axis(across);
    double dy = mask.grid().spacing().axis(down);
    boolean[] in = mask.data();
    List<double[]> points = new ArrayList<>();
    for (int b = 0; b < rows; b++) {
      for (int a = 0; a < columns; a++) {
        int n = slice * strides[up] + b * below + a * right;
        if (!in[n]) {
          continue;
        }
        if (a == 0 || !in[n - right]) {
          points.add(new double[] {(a - 0.5) * dx, b * dy});
        }
        if (a == columns - 1 || !in[n + right]) {
          points.add(new double[] {(a + 0.5) * dx, b * dy});
        }
        if (b == 0 || !in[n - below]) {
          points.add(new double[] {a * dx, (b - 0.5) * dy});
        }
        if (b == rows - 1 || !in[n + below]) {
          points.add(new double[] {a * dx, (b + 0.5) * dy});
        }
      }
    }
    return points;
  }
}
