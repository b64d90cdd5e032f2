package io.github.omnet.io.nrrd;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes three-dimensional NRRD: {@code .nrrd}, {@code .nhdr} with a data file beside it,
 * and {@code .seg.nrrd}, a label map with the segments of 3D Slicer. Voxels may be raw or gzip.
 *
 * <p>The file's space (RAS, LAS or LPS) becomes RAS, as everywhere in this library; voxels are not
 * reordered. Comments and pairs {@code key:=value} are passed over.
 *
 * <p>Every method that reads throws an {@link io.github.omnet.io.image.ImageFormatException} if the
 * file is damaged, hostile or stores something other than one real number at each place. A data
 * file outside the header's folder is refused.
 *
 * <p>Source: <a href="https://teem.sourceforge.net/nrrd/format.html">definition of NRRD</a>,
 * versions 1 to 5.
 */
public final class Nrrd {
  private Nrrd() {}

  /**
   * Reads a volume.
   *
   * @param path a {@code .nrrd} or {@code .nhdr} file
   * @param limits what may be spent on it
   * @return the values on the file's grid
   * @throws IOException if it cannot be read
   */
  public static Volume readVolume(Path path, ReadLimits limits) throws IOException {
    return new NrrdReader(path, limits).voxels().volume();
  }

  /**
   * Reads a label map.
   *
   * @param path a {@code .nrrd}, {@code .seg.nrrd} or {@code .nhdr} file
   * @param limits what may be spent on it
   * @return the labels as stored, on the file's grid
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path, ReadLimits limits) throws IOException {
    return new NrrdReader(path, limits).voxels().labels();
  }

  /**
   * Reads the header alone.
   *
   * @param path a {@code .nrrd} or {@code .nhdr} file
   * @param limits what may be spent on it
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path, ReadLimits limits) throws IOException {
    return new NrrdReader(path, limits).header();
  }

  /**
   * Reads header and voxels for their statistics, in little memory whatever the size.
   *
   * @param path a {@code .nrrd} or {@code .nhdr} file
   * @param limits what may be spent on it
   * @return header and statistics
   * @throws IOException if it cannot be read
   */
  public static ImageDescription describe(Path path, ReadLimits limits) throws IOException {
    NrrdReader reader = new NrrdReader(path, limits);
    return reader.voxels().describe(reader.header());
  }

  /**
   * Writes a volume in LPS, compressed.
   *
   * @param path named {@code .nrrd}; {@code .nhdr} to get a {@code .raw.gz} file beside it, each
   *     file replaced at once, the data file before the header; or {@code .seg.nrrd} for labels
   * @param volume what to write
   * @param type how voxels are stored; integers are rounded half to even
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if a value does not fit the type, or is no label in a {@code
   *     .seg.nrrd}
   */
  public static void write(Path path, Volume volume, DataType type) throws IOException {
    new NrrdWriter(path, true).write(volume, type);
  }

  /**
   * Writes a volume in LPS without compressing it.
   *
   * @param path named {@code .nrrd}, {@code .seg.nrrd}, or {@code .nhdr} to get a {@code .raw} file
   *     beside it
   * @param volume what to write
   * @param type how voxels are stored; integers are rounded half to even
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if a value does not fit the type, or is no label in a {@code
   *     .seg.nrrd}
   */
  public static void writeUncompressed(Path path, Volume volume, DataType type) throws IOException {
    new NrrdWriter(path, false).write(volume, type);
  }

  /**
   * Writes a label map in LPS, compressed.
   *
   * @param path named {@code .nrrd}, {@code .nhdr}, or {@code .seg.nrrd} to name a segment for each
   *     label
   * @param labels what to write
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, LabelMap labels) throws IOException {
    new NrrdWriter(path, true).write(labels);
  }
}
