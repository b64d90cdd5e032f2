package io.github.omnet.io.picture;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Volume;

/**
 * One slice of a grid, turned as its plane is looked at. Of an oblique grid the slice follows the
 * voxels: each voxel axis counts as the body axis closest to it.
 *
 * <p>Positions in it are column and row in voxels, {@code 0} the centre of the first.
 */
final class Section {
  private final Grid grid;
  private final int columnAxis;
  private final int rowAxis;
  private final int sliceAxis;
  private final boolean columnsReversed;
  private final boolean rowsReversed;
  private final int slice;

  private Section(Grid grid, Plane plane, int slice) {
    this.grid = grid;
    this.columnAxis = axisOf(grid, plane.right());
    this.rowAxis = axisOf(grid, plane.down());
    this.sliceAxis = 3 - columnAxis - rowAxis;
    this.columnsReversed = directionOf(grid, columnAxis) != plane.right();
    this.rowsReversed = directionOf(grid, rowAxis) != plane.down();
    this.slice = slice;
  }

  /** The slice that holds most labelled voxels; without any, the one through most of the image. */
  static Section through(Plane plane, Volume image, LabelMap labels) {
    Section first = new Section(image.grid(), plane, 0);
    int[] labelled = new int[image.shape().axis(first.sliceAxis)];
    int[] imaged = new int[labelled.length];
    boolean any = false;
    int[] voxel = new int[3];
    for (int n = 0; n < labels.data().length; n++) {
      voxel[0] = n % image.shape().x();
      voxel[1] = n / image.shape().x() % image.shape().y();
      voxel[2] = n / image.shape().x() / image.shape().y();
      int at = voxel[first.sliceAxis];
      if (labels.data()[n] != 0) {
        labelled[at]++;
        any = true;
      }
      if (image.data()[n] != 0) {
        imaged[at]++;
      }
    }
    return new Section(image.grid(), plane, fullest(any ? labelled : imaged));
  }

  int columns() {
    return grid.shape().axis(columnAxis);
  }

  int rows() {
    return grid.shape().axis(rowAxis);
  }

  /** Width of a column in millimetres. */
  double columnSpacing() {
    return grid.spacing().axis(columnAxis);
  }

  /** Height of a row in millimetres. */
  double rowSpacing() {
    return grid.spacing().axis(rowAxis);
  }

  /** The image between its voxels, linear along both axes; the edge continues outside. */
  double value(Volume image, double column, double row) {
    int c = (int) Math.floor(column);
    int r = (int) Math.floor(row);
    double right = column - c;
    double down = row - r;
    double upper = (1 - right) * voxel(image, c, r) + right * voxel(image, c + 1, r);
    double lower = (1 - right) * voxel(image, c, r + 1) + right * voxel(image, c + 1, r + 1);
    return (1 - down) * upper + down * lower;
  }

  /** The label of the nearest voxel. */
  int label(LabelMap labels, double column, double row) {
    return labels.data()[index((int) Math.floor(column + 0.5), (int) Math.floor(row + 0.5))] & 0xff;
  }

  private double voxel(Volume image, int column, int row) {
    float value = image.data()[index(column, row)];
    return Float.isFinite(value) ? value : 0;
  }

  private int index(int column, int row) {
    int c = Math.min(Math.max(column, 0), columns() - 1);
    int r = Math.min(Math.max(row, 0), rows() - 1);
    int[] voxel = new int[3];
    voxel[columnAxis] = columnsReversed ? columns() - 1 - c : c;
    voxel[rowAxis] = rowsReversed ? rows() - 1 - r : r;
    voxel[sliceAxis] = slice;
    return grid.shape().index(voxel[0], voxel[1], voxel[2]);
  }

  private static int fullest(int[] counts) {
    int best = counts.length / 2;
    for (int n = 0; n < counts.length; n++) {
      if (counts[n] > counts[best]) {
        best = n;
      }
    }
    return best;
  }

  private static int axisOf(Grid grid, Direction direction) {
    for (int axis = 0; axis < 3; axis++) {
      if (directionOf(grid, axis).worldAxis() == direction.worldAxis()) {
        return axis;
      }
    }
    throw new AssertionError(grid);
  }

  private static Direction directionOf(Grid grid, int axis) {
    return grid.orientation().directions().get(axis);
  }
}
