package io.github.omnet.io.metaimage;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * The header of a MetaImage, checked and in the library's terms: the file's LPS coordinates (x to
 * the left, y to posterior) have become RAS.
 *
 * @param path the file with the header
 * @param dataPath the file with the voxels: the same one for {@code ElementDataFile = LOCAL}
 * @param shape 2 to 4 extents, x first
 * @param spacing distance between neighbours along each dimension, in mm for the first three
 * @param dataType how a voxel is stored
 * @param byteOrder of voxels of more than one byte
 * @param compressed whether voxels are a zlib stream
 * @param dataOffset where the voxels begin in the data file; -1 if they end where it ends
 * @param affine voxel to world
 * @param hasOrientation whether the file gives directions
 * @param warnings what is odd about the file without making it unreadable
 */
record MetaImageHeader(
    Path path,
    Path dataPath,
    List<Integer> shape,
    List<Double> spacing,
    DataType dataType,
    ByteOrder byteOrder,
    boolean compressed,
    long dataOffset,
    Affine affine,
    boolean hasOrientation,
    List<String> warnings)
    implements ImageHeader {

  /**
   * Copies the lists.
   *
   * @param path the file with the header
   * @param dataPath the file with the voxels
   * @param shape 2 to 4 extents, x first
   * @param spacing distance between neighbours along each dimension
   * @param dataType how a voxel is stored
   * @param byteOrder of voxels of more than one byte
   * @param compressed whether voxels are a zlib stream
   * @param dataOffset where the voxels begin in the data file, or -1
   * @param affine voxel to world
   * @param hasOrientation whether the file gives directions
   * @param warnings what is odd about the file
   */
  public MetaImageHeader {
    shape = List.copyOf(shape);
    spacing = List.copyOf(spacing);
    warnings = List.copyOf(warnings);
  }

  @Override
  public String format() {
    return "MetaImage";
  }
}
