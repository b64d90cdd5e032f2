package io.github.omnet.io.internal;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be read from the voxels of a file of any format. */
public final class ImageReading {
  private final Opener opener;

  /** Opens the file up to its first voxel. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens the file.
     *
     * @return header and voxels; to be closed
     * @throws IOException if it cannot be read
     */
    OpenedImage open() throws IOException;
  }

  /**
   * Creates a reading of one file.
   *
   * @param opener opens it
   */
  public ImageReading(Opener opener) {
    this.opener = opener;
  }

  /**
   * One volume.
   *
   * @param trailing an index for each dimension after the third
   * @return scaled values
   * @throws IOException if it cannot be read
   */
  public Volume volume(int... trailing) throws IOException {
    return read(
        trailing,
        (file, voxels, grid) -> {
          float[] values = floats(file, grid);
          voxels.readFloats(values);
          return Volume.wrap(grid, values);
        });
  }

  /**
   * One volume of labels.
   *
   * @param trailing an index for each dimension after the third
   * @return labels
   * @throws IOException if it cannot be read
   */
  public LabelMap labels(int... trailing) throws IOException {
    return read(
        trailing,
        (file, voxels, grid) -> {
          int count = grid.shape().voxels();
          byte[] values = file.allocate(count, () -> new byte[count]);
          voxels.readLabels(values);
          return LabelMap.wrap(grid, values);
        });
  }

  /**
   * All volumes.
   *
   * @return in file order
   * @throws IOException if they cannot be read
   */
  public List<Volume> channels() throws IOException {
    try (OpenedImage file = opener.open()) {
      long count = file.header().volumes();
      // Tiny volumes in great number would cost far more than their bytes.
      if (count > ReadLimits.MAX_CHANNELS) {
        throw file.faults()
            .at(
                "shape",
                ImageFormatException.NO_OFFSET,
                count + " volumes",
                "at most " + ReadLimits.MAX_CHANNELS + " as channels",
                "read them one by one");
      }
      Grid grid = file.grid();
      file.requireHeap(Float.BYTES * file.header().voxels());
      VoxelStream voxels = file.voxels();
      List<Volume> volumes = new ArrayList<>();
      for (long n = 0; n < count; n++) {
        float[] values = floats(file, grid);
        voxels.readFloats(values);
        volumes.add(Volume.wrap(grid, values));
      }
      file.source().verifyEnd();
      return volumes;
    }
  }

  /**
   * Header and statistics.
   *
   * @param header of the file
   * @return the description; without statistics if voxels are not real numbers
   * @throws IOException if it cannot be read
   */
  public ImageDescription describe(ImageHeader header) throws IOException {
    if (!header.dataType().isScalar()) {
      return new ImageDescription(header, Optional.empty());
    }
    try (OpenedImage file = opener.open()) {
      ImageDescription.Statistics statistics = file.voxels().statistics();
      file.source().verifyEnd();
      return new ImageDescription(file.header(), Optional.of(statistics));
    }
  }

  private static float[] floats(OpenedImage file, Grid grid) throws IOException {
    int count = grid.shape().voxels();
    return file.allocate((long) Float.BYTES * count, () -> new float[count]);
  }

  @FunctionalInterface
  private interface Fill<T> {
    T from(OpenedImage file, VoxelStream voxels, Grid grid) throws IOException;
  }

  private <T> T read(int[] trailing, Fill<T> fill) throws IOException {
    try (OpenedImage file = opener.open()) {
      Grid grid = file.grid();
      long index = TrailingIndex.of(file.header(), trailing, file.faults());
      VoxelStream voxels = file.voxels();
      voxels.skip(index * grid.shape().voxels());
      T result = fill.from(file, voxels, grid);
      if (index == file.header().volumes() - 1) {
        file.source().verifyEnd();
      }
      return result;
    }
  }
}
