package io.github.omnet.examples;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Small files to run the commands on. */
public final class TestImages {
  /** 4 x 5 x 6 voxels of 2 x 1 x 3 mm, LPS. */
  public static final Grid GRID =
      new Grid(new Shape(4, 5, 6), Affine.ofRowMajor(-2, 0, 0, 6, 0, -1, 0, 4, 0, 0, 3, -10));

  private TestImages() {}

  /** Writes a volume whose voxel n is n. */
  public static Path ramp(Path file) throws IOException {
    float[] data = new float[GRID.shape().voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = n;
    }
    Images.write(file, Volume.wrap(GRID, data));
    return file;
  }

  /** Writes a label map; voxel n has the n-th of these labels, 0 beyond. */
  public static Path labels(Path file, Grid grid, int... labels) throws IOException {
    byte[] data = new byte[grid.shape().voxels()];
    for (int n = 0; n < labels.length; n++) {
      data[n] = (byte) labels[n];
    }
    Images.write(file, LabelMap.wrap(grid, data));
    return file;
  }

  /** Changes a plain NIfTI-1 file so that it states no orientation. */
  public static Path withoutOrientation(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    // qform_code and sform_code.
    Arrays.fill(all, 252, 256, (byte) 0);
    return Files.write(file, all);
  }

  /** Moves the qform of a plain NIfTI-1 file away from its sform. */
  public static Path withOtherQform(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    // qoffset_x, little endian.
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putFloat(268, 500);
    return Files.write(file, all);
  }

  /** Cuts a file to its first half. */
  public static Path truncated(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(all, all.length / 2));
  }

  /** Names in a folder, to see that nothing half-written is left. */
  public static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
