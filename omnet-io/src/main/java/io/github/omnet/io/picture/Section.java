package io.github.omnet.io.picture;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Volume;

/**
 * One slice of a grid, turned as its plane is looked at. Of an oblique grid the slice follows the
 * voxels: each voxel axis counts as the body axis closest to it.
 *
 * <p>Positions in it are column and row in voxels, {@code 0} the centre of the first shown.
 */
final class Section {
  private final Grid grid;
  private final int columnAxis;
  private final int rowAxis;
  private final int sliceAxis;
  private final int firstColumn;
  private final int lastColumn;
  private final int firstRow;
  private final int lastRow;
  private final int slice;
  private final int origin;
  private final int columnStep;
  private final int rowStep;

  private Section(Grid grid, Plane plane, Content content) {
    this.grid = grid;
    this.columnAxis = axisOf(grid, plane.right());
    this.rowAxis = axisOf(grid, plane.down());
    this.sliceAxis = 3 - columnAxis - rowAxis;
    this.firstColumn = content.first(columnAxis);
    this.lastColumn = content.last(columnAxis);
    this.firstRow = content.first(rowAxis);
    this.lastRow = content.last(rowAxis);
    this.slice = content.fullest(sliceAxis);
    boolean columnsReversed = directionOf(grid, columnAxis) != plane.right();
    boolean rowsReversed = directionOf(grid, rowAxis) != plane.down();
    int[] strides = {1, grid.shape().x(), grid.shape().x() * grid.shape().y()};
    this.columnStep = columnsReversed ? -strides[columnAxis] : strides[columnAxis];
    this.rowStep = rowsReversed ? -strides[rowAxis] : strides[rowAxis];
    this.origin =
        slice * strides[sliceAxis]
            + (columnsReversed ? lastColumn : firstColumn) * strides[columnAxis]
            + (rowsReversed ? lastRow : firstRow) * strides[rowAxis];
  }

  /** The slice that shows most, cut to the box that holds anything. */
  static Section through(Plane plane, Grid grid, Content content) {
    return new Section(grid, plane, content);
  }

  /** Index of the slice along its axis of the grid, from 0. */
  int slice() {
    return slice;
  }

  /** Number of slices along that axis. */
  int slices() {
    return grid.shape().axis(sliceAxis);
  }

  int columns() {
    return lastColumn - firstColumn + 1;
  }

  int rows() {
    return lastRow - firstRow + 1;
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
    return origin + c * columnStep + r * rowStep;
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
