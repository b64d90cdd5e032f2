package io.github.omnet.io.nrrd;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * The header of an NRRD file, checked and in the library's terms: coordinates of any of the file's
 * spaces (RAS, LAS or LPS) have become RAS.
 *
 * @param path the file with the header
 * @param dataPath the file with the voxels: the same one unless the header names another
 * @param shape 3 extents, x first
 * @param spacing mm between neighbours along each axis
 * @param dataType how a voxel is stored
 * @param byteOrder of voxels of more than one byte
 * @param compressed whether voxels are a gzip stream
 * @param dataOffset where the data begins in the data file, before any skip
 * @param lineSkip lines passed over before the data
 * @param byteSkip bytes passed over before the first voxel, after decompression; -1 if the voxels
 *     end where the file ends
 * @param affine voxel to world
 * @param hasOrientation whether the file gives directions in a space of the body
 * @param warnings what is odd about the file without making it unreadable
 */
record NrrdHeader(
    Path path,
    Path dataPath,
    List<Integer> shape,
    List<Double> spacing,
    DataType dataType,
    ByteOrder byteOrder,
    boolean compressed,
    long dataOffset,
    long lineSkip,
    long byteSkip,
    Affine affine,
    boolean hasOrientation,
    List<String> warnings)
    implements ImageHeader {

  /**
   * Copies the lists.
   *
   * @param path the file with the header
   * @param dataPath the file with the voxels
   * @param shape 3 extents, x first
   * @param spacing mm between neighbours along each axis
   * @param dataType how a voxel is stored
   * @param byteOrder of voxels of more than one byte
   * @param compressed whether voxels are a gzip stream
   * @param dataOffset where the data begins in the data file
   * @param lineSkip lines passed over before the data
   * @param byteSkip bytes passed over before the first voxel, or -1
   * @param affine voxel to world
   * @param hasOrientation whether the file gives directions in a space of the body
   * @param warnings what is odd about the file
   */
  public NrrdHeader {
    shape = List.copyOf(shape);
    spacing = List.copyOf(spacing);
    warnings = List.copyOf(warnings);
  }

  @Override
  public String format() {
    return "NRRD";
  }
}
