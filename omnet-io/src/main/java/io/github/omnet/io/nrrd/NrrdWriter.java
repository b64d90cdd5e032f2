package io.github.omnet.io.nrrd;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.internal.HeaderWithData;
import io.github.omnet.io.internal.ParallelDeflate;
import io.github.omnet.io.internal.SampleEncoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/** Writes one file; the work behind {@link Nrrd}. */
final class NrrdWriter {
  private static final int CHUNK = 1 << 13;
  private static final int LEVEL = 1;

  private final Path path;
  private final boolean compress;
  private final boolean detached;
  private final boolean segments;

  NrrdWriter(Path path, boolean compress) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".nrrd") && !name.endsWith(".nhdr")) {
      throw new OmnetException(
          path + ": an NRRD file to be written is named .nrrd, .seg.nrrd or .nhdr");
    }
    this.path = path;
    this.compress = compress;
    this.detached = name.endsWith(".nhdr");
    this.segments = name.endsWith(".seg.nrrd");
  }

  void write(Volume volume, DataType type) throws IOException {
    SampleEncoder encoder = new SampleEncoder(type, ByteOrder.LITTLE_ENDIAN, 1, 0, false);
    String more = segments ? SegmentFields.of(volume, type) : "";
    write(
        volume.grid(),
        type,
        more,
        out -> {
          float[] values = volume.data();
          byte[] raw = new byte[CHUNK * type.bytes()];
          for (int done = 0; done < values.length; done += CHUNK) {
            int count = Math.min(CHUNK, values.length - done);
            encoder.encode(values, done, count, raw);
            out.write(raw, 0, count * type.bytes());
          }
        });
  }

  void write(LabelMap labels) throws IOException {
    String more = segments ? SegmentFields.of(labels.counts().keySet(), labels.grid().shape()) : "";
    write(labels.grid(), DataType.UINT8, more, out -> out.write(labels.data()));
  }

  private void write(Grid grid, DataType type, String more, AtomicFile.Content voxels)
      throws IOException {
    String header = header(grid, type);
    AtomicFile.Content data = compress ? gzipped(voxels) : voxels;
    if (detached) {
      new HeaderWithData(path)
          .write(
              compress ? ".raw.gz" : ".raw",
              data,
              name -> bytes(header + "data file: " + name + "\n"));
    } else {
      AtomicFile.write(
          path,
          out -> {
            out.write(bytes(header + more + "\n"));
            data.writeTo(out);
          });
    }
  }

  private static byte[] bytes(String header) {
    return header.getBytes(StandardCharsets.UTF_8);
  }

  private static AtomicFile.Content gzipped(AtomicFile.Content voxels) {
    return out -> {
      ParallelDeflate gzip = ParallelDeflate.gzip(out, LEVEL, ForkJoinPool.commonPool());
      voxels.writeTo(gzip);
      gzip.finish();
    };
  }

  /** All of the header but for its last lines. */
  private String header(Grid grid, DataType type) {
    StringBuilder directions = new StringBuilder();
    for (int axis = 0; axis < 3; axis++) {
      directions.append(' ').append(vector(grid, axis));
    }
    StringBuilder text = new StringBuilder("NRRD0004\ntype: ");
    text.append(SampleTypes.nameOf(type))
        .append("\ndimension: 3\nspace: left-posterior-superior\nsizes: ")
        .append(grid.shape().x())
        .append(' ')
        .append(grid.shape().y())
        .append(' ')
        .append(grid.shape().z())
        .append("\nspace directions:")
        .append(directions)
        .append("\nkinds: domain domain domain\nendian: little\nencoding: ")
        .append(compress ? "gzip" : "raw")
        .append("\nspace origin: ")
        .append(vector(grid, 3))
        .append('\n');
    return text.toString();
  }

  /** A column of the affine, in LPS. */
  private static String vector(Grid grid, int column) {
    return "("
        + (0.0 - grid.affine().get(0, column))
        + ","
        + (0.0 - grid.affine().get(1, column))
        + ","
        + grid.affine().get(2, column)
        + ")";
  }
}
