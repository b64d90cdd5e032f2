package io.github.omnet.io;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes three-dimensional images of every known format. What a file is, its content
 * says; what it is to become, its name: {@code .nii} and {@code .nii.gz} are NIfTI.
 */
public final class Images {
  private Images() {}

  /**
   * Reads a three-dimensional image.
   *
   * @param path the file
   * @return scaled values on the file's grid, not reoriented
   * @throws IOException if it cannot be read; an {@link
   *     io.github.omnet.io.image.ImageFormatException} if it is not an image that can be
   */
  public static Volume readVolume(Path path) throws IOException {
    return Nifti.readVolume(path);
  }

  /**
   * Reads a three-dimensional label map.
   *
   * @param path the file
   * @return labels on the file's grid
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path) throws IOException {
    return Nifti.readLabels(path);
  }

  /**
   * Reads the header alone.
   *
   * @param path the file
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path) throws IOException {
    return Nifti.readHeader(path);
  }

  /**
   * Reads header and voxels for their statistics, in little memory whatever the size.
   *
   * @param path the file
   * @return header and statistics
   * @throws IOException if it cannot be read
   */
  public static ImageDescription describe(Path path) throws IOException {
    return Nifti.describe(path);
  }

  /**
   * Writes a volume as float32.
   *
   * @param path its name decides the format
   * @param volume what to write
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if the name is of no format that can be written
   */
  public static void write(Path path, Volume volume) throws IOException {
    Nifti.write(path, volume);
  }

  /**
   * Writes a label map as uint8.
   *
   * @param path its name decides the format
   * @param labels what to write
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if the name is of no format that can be written
   */
  public static void write(Path path, LabelMap labels) throws IOException {
    Nifti.write(path, labels);
  }
}
