package io.github.omnet.io;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.metaimage.MetaImage;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import io.github.omnet.io.nrrd.Nrrd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes three-dimensional images of every known format. What a file is, its content
 * says; what it is to become, its name: {@code .nii} and {@code .nii.gz} are NIfTI, {@code .mha}
 * and {@code .mhd} MetaImage, {@code .nrrd}, {@code .seg.nrrd} and {@code .nhdr} NRRD.
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
    return readVolume(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads a three-dimensional image, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return scaled values on the file's grid, not reoriented
   * @throws IOException if it cannot be read; an {@link
   *     io.github.omnet.io.image.ImageFormatException} if it is not an image that can be
   */
  public static Volume readVolume(Path path, ReadLimits limits) throws IOException {
    return switch (ImageFormat.of(path)) {
      case NIFTI -> Nifti.readVolume(path, limits);
      case META_IMAGE -> MetaImage.readVolume(path, limits);
      case NRRD -> Nrrd.readVolume(path, limits);
    };
  }

  /**
   * Reads all volumes of an image of any number of dimensions.
   *
   * @param path the file
   * @return scaled values, volume by volume; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path) throws IOException {
    return readChannels(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads all volumes of an image of any number of dimensions, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return scaled values, volume by volume; one for a three-dimensional image
   * @throws IOException if it cannot be read
   */
  public static List<Volume> readChannels(Path path, ReadLimits limits) throws IOException {
    return switch (ImageFormat.of(path)) {
      case NIFTI -> Nifti.readChannels(path, limits);
      case META_IMAGE -> MetaImage.readChannels(path, limits);
      case NRRD -> List.of(Nrrd.readVolume(path, limits));
    };
  }

  /**
   * Reads a three-dimensional label map.
   *
   * @param path the file
   * @return labels on the file's grid
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
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
   * @throws IOException if it cannot be read or a value is not a whole number from 0 to 255
   */
  public static LabelMap readLabels(Path path, ReadLimits limits) throws IOException {
    return switch (ImageFormat.of(path)) {
      case NIFTI -> Nifti.readLabels(path, limits);
      case META_IMAGE -> MetaImage.readLabels(path, limits);
      case NRRD -> Nrrd.readLabels(path, limits);
    };
  }

  /**
   * Reads the header alone.
   *
   * @param path the file
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path) throws IOException {
    return readHeader(path, ReadLimits.DEFAULT);
  }

  /**
   * Reads the header alone, within limits.
   *
   * @param path the file
   * @param limits what may be spent on it
   * @return the header
   * @throws IOException if it cannot be read
   */
  public static ImageHeader readHeader(Path path, ReadLimits limits) throws IOException {
    return switch (ImageFormat.of(path)) {
      case NIFTI -> Nifti.readHeader(path, limits);
      case META_IMAGE -> MetaImage.readHeader(path, limits);
      case NRRD -> Nrrd.readHeader(path, limits);
    };
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
    return switch (ImageFormat.of(path)) {
      case NIFTI -> Nifti.describe(path, limits);
      case META_IMAGE -> MetaImage.describe(path, limits);
      case NRRD -> Nrrd.describe(path, limits);
    };
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
    write(path, volume, DataType.FLOAT32);
  }

  /**
   * Writes a volume as a given type, integers rounded half to even.
   *
   * @param path its name decides the format
   * @param volume what to write
   * @param type a scalar type
   * @throws IOException if it cannot be written; the old file is then still there
   * @throws IllegalArgumentException if the name is of no format that can be written, or a value
   *     does not fit the type
   */
  public static void write(Path path, Volume volume, DataType type) throws IOException {
    switch (ImageFormat.ofName(path)) {
      case NIFTI -> Nifti.write(path, volume, NiftiWriteOptions.builder().dataType(type).build());
      case META_IMAGE -> MetaImage.write(path, volume, type);
      case NRRD -> Nrrd.write(path, volume, type);
    }
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
    switch (ImageFormat.ofName(path)) {
      case NIFTI -> Nifti.write(path, labels);
      case META_IMAGE -> MetaImage.write(path, labels);
      case NRRD -> Nrrd.write(path, labels);
    }
  }
}
