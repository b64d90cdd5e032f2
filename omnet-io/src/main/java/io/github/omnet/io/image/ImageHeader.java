package io.github.omnet.io.image;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * What an image file says about its voxels, in terms that are the same for every format. The first
 * three dimensions are space (x, y, z; x fastest), any further ones time, channel or whatever the
 * file says.
 */
public interface ImageHeader {
  /**
   * The file that was opened.
   *
   * @return its path
   */
  Path path();

  /**
   * Name of the format.
   *
   * @return such as {@code NIfTI-1}
   */
  String format();

  /**
   * Extent along each dimension of the file, 1 to 7 of them (MetaImage: at most 4), x first.
   *
   * @return voxels along each dimension
   */
  List<Integer> shape();

  /**
   * Distance between neighbours along each dimension, as the file states it.
   *
   * @return millimetres for the first three, the file's unit for the others
   */
  List<Double> spacing();

  /**
   * Returns how a voxel is stored.
   *
   * @return the type
   */
  DataType dataType();

  /**
   * In what order the bytes of a voxel are stored.
   *
   * @return the order
   */
  ByteOrder byteOrder();

  /**
   * From voxel index to world millimetres (RAS+).
   *
   * @return the affine
   */
  Affine affine();

  /**
   * Returns whether the file itself says how the voxels lie in the body. If not, {@link #affine} is
   * a convention, and left and right may be swapped.
   *
   * @return false for Analyze 7.5, and NIfTI with neither sform nor qform
   */
  boolean hasOrientation();

  /**
   * Factor from a stored number to a value.
   *
   * @return 1 if the file has none, or its format knows none
   */
  default double slope() {
    return 1;
  }

  /**
   * Added to the scaled number.
   *
   * @return 0 if the file has none, or its format knows none
   */
  default double intercept() {
    return 0;
  }

  /**
   * Returns what is odd about the file without making it unreadable.
   *
   * @return sentences, often none
   */
  List<String> warnings();

  /**
   * The grid of the first three dimensions; missing ones have extent 1.
   *
   * @return the grid
   * @throws IllegalArgumentException if one volume has more voxels than a Java array holds
   */
  default Grid grid() {
    return new Grid(new Shape(extent(0), extent(1), extent(2)), affine());
  }

  /**
   * The closest of the 48 axis orders.
   *
   * @return the orientation
   */
  default Orientation orientation() {
    return Orientation.closestTo(affine());
  }

  /**
   * Number of three-dimensional volumes in the file.
   *
   * @return product of the dimensions after the third
   */
  default long volumes() {
    long product = 1;
    for (int n = 3; n < shape().size(); n++) {
      product *= shape().get(n);
    }
    return product;
  }

  /**
   * Number of voxels over all dimensions.
   *
   * @return product of the shape
   */
  default long voxels() {
    long product = 1;
    for (int extent : shape()) {
      product *= extent;
    }
    return product;
  }

  private int extent(int axis) {
    return axis < shape().size() ? shape().get(axis) : 1;
  }
}
