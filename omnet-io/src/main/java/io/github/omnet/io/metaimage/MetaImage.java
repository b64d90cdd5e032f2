package io.github.omnet.io.metaimage;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes MetaImage: {@code .mha}, and {@code .mhd} with a data file beside it. The file's
 * LPS coordinates become RAS, as everywhere in this library; voxels are not reordered.
 *
 * <p>Every method that reads throws an {@link io.github.omnet.io.image.ImageFormatException} if the
 * file is damaged, hostile or stores something other than one real number per voxel. A data file
 * outside the header's folder is refused.
 */
public final class MetaImage {
  private MetaImage() {}

  /**
   * Reads a volume.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param trailing the index along the fourth dimension, if there is one
   * @return the values on the file's grid
   * @throws IOException if it cannot be read
   * @throws IndexOutOfBoundsException if the index is outside its dimension
   */
  public static Volume readVolume(Path path, int... trailing) throws IOException {
    return readVolume(path, ReadLimits.DEFAULT, trailing);
  }

  /**
   * Reads a volume within limits.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param limits what may be spent on it
   * @param trailing the index along the fourth dimension, if there is one
   * @return the values on the file's grid
   * @throws IOException if it cannot be read
   * @throws IndexOutOfBoundsException if the index is outside its dimension
   */
  public static Volume readVolume(Path path, ReadLimits limits, int... trailing)
      throws IOException {
    return new MetaImageReader(path, limits).voxels().volume(trailing);
  }

  /**
   * Reads all volumes of a file of up to four dimensions.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @return the volumes in file order; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path) throws IOException {
    return readChannels(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads all volumes of a file of up to four dimensions, within limits.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param limits what may be spent on it
   * @return the volumes in file order; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path, ReadLimits limits) throws IOException {
    return new MetaImageReader(path, limits).voxels().channels();
  }

  /**
   * Reads a label map.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @return labels on the file's grid
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path) throws IOException {
    return readLabels(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads a label map, within limits.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param limits what may be spent on it
   * @return labels on the file's grid
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path, ReadLimits limits) throws IOException {
    return new MetaImageReader(path, limits).voxels().labels();
  }

  /**
   * Reads the header alone.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path) throws IOException {
    return readHeader(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads the header alone, within limits.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param limits what may be spent on it
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path, ReadLimits limits) throws IOException {
    return new MetaImageReader(path, limits).header();
  }

  /**
   * Reads header and voxels for their statistics, in little memory whatever the size.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @return header and statistics
   * @throws IOException if it cannot be read
   */
  public static ImageDescription describe(Path path) throws IOException {
    return describe(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads header and voxels for their statistics, in little memory whatever the size, within
   * limits.
   *
   * @param path a {@code .mha} or {@code .mhd} file
   * @param limits what may be spent on it
   * @return header and statistics
   * @throws IOException if it cannot be read
   */
  public static ImageDescription describe(Path path, ReadLimits limits) throws IOException {
    MetaImageReader reader = new MetaImageReader(path, limits);
    return reader.voxels().describe(reader.header());
  }

  /**
   * Writes a volume, compressed.
   *
   * @param path named {@code .mha}, or {@code .mhd} to get a {@code .zraw} file beside it; each
   *     file is replaced at once, the data file before the header
   * @param volume what to write
   * @param type how voxels are stored; integers are rounded half to even
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if a value does not fit the type
   */
  public static void write(Path path, Volume volume, DataType type) throws IOException {
    new MetaImageWriter(path, true).write(volume, type);
  }

  /**
   * Writes a volume without compressing it.
   *
   * @param path named {@code .mha}, or {@code .mhd} to get a {@code .raw} file beside it
   * @param volume what to write
   * @param type how voxels are stored; integers are rounded half to even
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if a value does not fit the type
   */
  public static void writeUncompressed(Path path, Volume volume, DataType type) throws IOException {
    new MetaImageWriter(path, false).write(volume, type);
  }

  /**
   * Writes a label map, compressed.
   *
   * @param path named {@code .mha}, or {@code .mhd} to get a {@code .zraw} file beside it
   * @param labels what to write
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, LabelMap labels) throws IOException {
    new MetaImageWriter(path, true).write(labels);
  }
}
