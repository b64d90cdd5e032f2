package io.github.omnet.models.training;

import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The probabilities of the tumour regions of one subject, bit for bit, in a file: gzip of a magic
 * text, a key that says what they are of, shape, affine, and the numbers of each region.
 *
 * @param file where it is
 * @param key subject and weights; a file of another key counts as absent
 */
record RegionFile(Path file, String key) {
  private static final String MAGIC = "omnet regions 1";
  private static final int ROW_MAJOR = 12;

  /** No gzip file is inflated to more. */
  private static final long LARGEST_RATIO = 1100;

  void write(Map<TumorRegion, Volume> regions) throws IOException {
    Grid grid = Objects.requireNonNull(regions.get(TumorRegion.WT)).grid();
    AtomicFile.write(
        file,
        out -> {
          GZIPOutputStream zip = new GZIPOutputStream(out);
          DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip));
          data.writeUTF(MAGIC);
          data.writeUTF(key);
          for (int axis = 0; axis < 3; axis++) {
            data.writeInt(grid.shape().axis(axis));
          }
          for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
              data.writeDouble(grid.affine().get(row, column));
            }
          }
          for (TumorRegion region : TumorRegion.values()) {
            float[] values = Objects.requireNonNull(regions.get(region)).data();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            data.write(bytes.array());
          }
          data.flush();
          zip.finish();
        });
  }

  /** Whether the file is there, of this key and undamaged. */
  boolean isWhole() {
    try {
      return Files.exists(file) && !read().isEmpty();
    } catch (IOException e) {
      // What is damaged is made anew.
      return false;
    }
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it is damaged, or of another key
   */
  Map<TumorRegion, Volume> read() throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data =
            new DataInputStream(new BufferedInputStream(new GZIPInputStream(in)))) {
      if (!data.readUTF().equals(MAGIC) || !data.readUTF().equals(key)) {
        throw damaged();
      }
      Grid grid = grid(data);
      Map<TumorRegion, Volume> regions = new EnumMap<>(TumorRegion.class);
      for (TumorRegion region : TumorRegion.values()) {
        byte[] bytes = new byte[grid.shape().voxels() * Float.BYTES];
        data.readFully(bytes);
        float[] values = new float[grid.shape().voxels()];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        regions.put(region, Volume.wrap(grid, values));
      }
      // The checksum stands after the last number.
      if (data.read() >= 0) {
        throw damaged();
      }
      return regions;
    }
  }

  private Grid grid(DataInputStream data) throws IOException {
    int[] extent = new int[3];
    double voxels = 1;
    for (int axis = 0; axis < 3; axis++) {
      extent[axis] = data.readInt();
      voxels *= extent[axis];
      if (extent[axis] < 1) {
        throw damaged();
      }
    }
    if (voxels * Float.BYTES > Math.min(Integer.MAX_VALUE, LARGEST_RATIO * Files.size(file))) {
      throw damaged();
    }
    double[] affine = new double[ROW_MAJOR];
    for (int n = 0; n < affine.length; n++) {
      affine[n] = data.readDouble();
    }
    try {
      return new Grid(new Shape(extent[0], extent[1], extent[2]), Affine.ofRowMajor(affine));
    } catch (RuntimeException e) {
      throw new IOException(damaged().getMessage(), e);
    }
  }

  private IOException damaged() {
    return new IOException(
        file
            + ": not the out-of-fold probabilities that were written there; resume the training,"
            + " which makes them anew");
  }
}
