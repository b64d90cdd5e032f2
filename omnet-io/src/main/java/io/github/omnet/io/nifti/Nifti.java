package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.SharedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Reads and writes NIfTI-1, NIfTI-2 and (read only) Analyze 7.5: single files and {@code .hdr/.img}
 * pairs, plain or gzip, by content and not by name. Voxels come scaled by the file's slope and
 * intercept, x fastest, with the grid in RAS+ millimetres; nothing is reoriented.
 *
 * <p>Every method that reads throws an {@link ImageFormatException}, which says what is wrong
 * where, if the file is damaged, hostile or stores something other than one real number per voxel.
 */
public final class Nifti {
  private Nifti() {}

  /**
   * Reads a three-dimensional image.
   *
   * @param path a {@code .nii}, {@code .hdr} or {@code .img} file, or one of those with {@code .gz}
   * @return scaled values on the file's grid
   * @throws IOException if it cannot be read; an {@link ImageFormatException} if it has more than
   *     one volume
   */
  public static Volume readVolume(Path path) throws IOException {
    return readVolume(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads one three-dimensional volume of an image of 2 to 7 dimensions.
   *
   * @param path the file
   * @param trailing an index for each dimension after the third, from 0; trailing ones of extent 1
   *     may be left out
   * @return scaled values on the file's grid
   * @throws IOException if it cannot be read
   * @throws IndexOutOfBoundsException if an index is outside its dimension
   */
  public static Volume readVolume(Path path, int... trailing) throws IOException {
    return readVolume(path, ReadLimits.DEFAULT, trailing);
  }

  /**
   * Reads one three-dimensional volume within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @param trailing an index for each dimension after the third, from 0
   * @return scaled values on the file's grid
   * @throws IOException if it cannot be read
   * @throws IndexOutOfBoundsException if an index is outside its dimension
   */
  public static Volume readVolume(Path path, ReadLimits limits, int... trailing)
      throws IOException {
    return new NiftiReader(path, limits).voxels().volume(trailing);
  }

  /**
   * Reads several three-dimensional images at once.
   *
   * @param paths the files
   * @param executor runs one task per file; what it does not come to, the calling thread reads
   * @return the volumes, in the order of the files
   * @throws IOException the first failure in the order of the files
   */
  public static List<Volume> readVolumes(List<Path> paths, Executor executor) throws IOException {
    List<SharedTask<Volume>> tasks = new ArrayList<>();
    for (Path path : paths) {
      tasks.add(new SharedTask<>(() -> readVolume(path)).startOn(executor));
    }
    List<Volume> volumes = new ArrayList<>();
    for (SharedTask<Volume> task : tasks) {
      volumes.add(task.join());
    }
    return volumes;
  }

  /**
   * Reads all volumes of an image of 4 to 7 dimensions as channels.
   *
   * @param path the file
   * @return the volumes in file order; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path) throws IOException {
    return readChannels(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads all volumes of an image of 4 to 7 dimensions as channels, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return the volumes in file order; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path, ReadLimits limits) throws IOException {
    return new NiftiReader(path, limits).voxels().channels();
  }

  /**
   * Reads a three-dimensional label map.
   *
   * @param path the file
   * @return labels on the file's grid
   * @throws IOException if it cannot be read; an {@link ImageFormatException} if a scaled value is
   *     not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path) throws IOException {
    return readLabels(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads a three-dimensional label map, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return labels on the file's grid
   * @throws IOException if it cannot be read; an {@link ImageFormatException} if a scaled value is
   *     not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path, ReadLimits limits) throws IOException {
    return new NiftiReader(path, limits).voxels().labels();
  }

  /**
   * Reads the header alone, and inflates no more than that.
   *
   * @param path the file
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static NiftiHeader readHeader(Path path) throws IOException {
    return readHeader(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads the header alone, and inflates no more than that, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static NiftiHeader readHeader(Path path, ReadLimits limits) throws IOException {
    return new NiftiReader(path, limits).header();
  }

  /**
   * Reads header and voxels for their statistics, in little memory whatever the size.
   *
   * @param path the file
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
   * @param path the file
   * @param limits what may be spent on it
   * @return header and statistics
   * @throws IOException if it cannot be read
   */
  public static ImageDescription describe(Path path, ReadLimits limits) throws IOException {
    NiftiReader reader = new NiftiReader(path, limits);
    return reader.voxels().describe(reader.header());
  }

  /**
   * Writes a volume with the {@linkplain NiftiWriteOptions#DEFAULT defaults}.
   *
   * @param path named {@code .nii} or {@code .nii.gz}; replaced at once when all is written
   * @param volume what to write
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, Volume volume) throws IOException {
    write(path, volume, NiftiWriteOptions.DEFAULT);
  }

  /**
   * Writes a volume.
   *
   * @param path named {@code .nii} or {@code .nii.gz}; replaced at once when all is written
   * @param volume what to write
   * @param options type, scale, compression
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if a value does not fit the type
   */
  public static void write(Path path, Volume volume, NiftiWriteOptions options) throws IOException {
    new NiftiWriter(path, options).write(List.of(volume));
  }

  /**
   * Writes volumes as the fourth dimension of one image.
   *
   * @param path named {@code .nii} or {@code .nii.gz}; replaced at once when all is written
   * @param channels at least one; all on one grid
   * @param options type, scale, compression
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public static void writeChannels(Path path, List<Volume> channels, NiftiWriteOptions options)
      throws IOException {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("no channels to write to " + path);
    }
    for (Volume channel : channels) {
      channels.get(0).grid().requireMatches(channel.grid(), "channels of " + path);
    }
    new NiftiWriter(path, options).write(channels);
  }

  /**
   * Writes a label map with the {@linkplain NiftiWriteOptions#DEFAULT defaults}, as uint8.
   *
   * @param path named {@code .nii} or {@code .nii.gz}; replaced at once when all is written
   * @param labels what to write
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, LabelMap labels) throws IOException {
    write(path, labels, NiftiWriteOptions.DEFAULT);
  }

  /**
   * Writes a label map.
   *
   * @param path named {@code .nii} or {@code .nii.gz}; replaced at once when all is written
   * @param labels what to write
   * @param options type, compression
   * @throws IOException if it cannot be written; the old file is then still there
   */
  public static void write(Path path, LabelMap labels, NiftiWriteOptions options)
      throws IOException {
    new NiftiWriter(path, options).write(labels);
  }
}
