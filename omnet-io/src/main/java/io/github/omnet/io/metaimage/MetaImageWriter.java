package io.github.omnet.io.metaimage;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.internal.HeaderWithData;
import io.github.omnet.io.internal.ParallelDeflate;
import io.github.omnet.io.internal.SampleEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/** Writes one file; the work behind {@link MetaImage}. */
final class MetaImageWriter {
  private static final int CHUNK = 1 << 13;
  private static final int LEVEL = 1;

  private final Path path;
  private final boolean compress;
  private final boolean local;

  MetaImageWriter(Path path, boolean compress) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".mha") && !name.endsWith(".mhd")) {
      throw new OmnetException(path + ": a MetaImage file to be written is named .mha or .mhd");
    }
    this.path = path;
    this.compress = compress;
    this.local = name.endsWith(".mha");
  }

  void write(Volume volume, DataType type) throws IOException {
    SampleEncoder encoder = new SampleEncoder(type, ByteOrder.LITTLE_ENDIAN, 1, 0, false);
    write(
        volume.grid(),
        type,
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
    write(labels.grid(), DataType.UINT8, out -> out.write(labels.data()));
  }

  private void write(Grid grid, DataType type, AtomicFile.Content voxels) throws IOException {
    AtomicFile.Content data = voxels;
    long compressedSize = 0;
    if (compress) {
      // The header, which comes first, states the compressed size: so it must be known by then.
      ByteArrayOutputStream buffer = new ByteArrayOutputStream();
      ParallelDeflate zlib = ParallelDeflate.zlib(buffer, LEVEL, ForkJoinPool.commonPool());
      voxels.writeTo(zlib);
      zlib.finish();
      compressedSize = buffer.size();
      data = buffer::writeTo;
    }
    String header = header(grid, type, compress, compressedSize);
    if (local) {
      AtomicFile.Content after = data;
      AtomicFile.write(
          path,
          out -> {
            out.write(bytes(header, "LOCAL"));
            after.writeTo(out);
          });
    } else {
      new HeaderWithData(path)
          .write(compress ? ".zraw" : ".raw", data, name -> bytes(header, name));
    }
  }

  private static byte[] bytes(String header, String dataFile) {
    return (header + dataFile + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** All of the header but for the name of the data file, which stands last. */
  private static String header(Grid grid, DataType type, boolean compress, long compressedSize) {
    StringBuilder matrix = new StringBuilder();
    StringBuilder offset = new StringBuilder();
    StringBuilder spacing = new StringBuilder();
    for (int axis = 0; axis < 3; axis++) {
      double distance = grid.spacing().axis(axis);
      for (int world = 0; world < 3; world++) {
        matrix.append(' ').append(lps(world, grid.affine().get(world, axis) / distance));
      }
      offset.append(' ').append(lps(axis, grid.affine().get(axis, 3)));
      spacing.append(' ').append(distance);
    }
    StringBuilder text = new StringBuilder();
    text.append("ObjectType = Image\nNDims = 3\nBinaryData = True\n")
        .append("BinaryDataByteOrderMSB = False\n")
        .append("CompressedData = ")
        .append(compress ? "True\nCompressedDataSize = " + compressedSize : "False")
        .append("\nTransformMatrix =")
        .append(matrix)
        .append("\nOffset =")
        .append(offset)
        .append("\nCenterOfRotation = 0 0 0\nElementSpacing =")
        .append(spacing)
        .append("\nDimSize = ")
        .append(grid.shape().x())
        .append(' ')
        .append(grid.shape().y())
        .append(' ')
        .append(grid.shape().z())
        .append("\nElementType = ")
        .append(ElementTypes.nameOf(type))
        .append("\nElementDataFile = ");
    return text.toString();
  }

  /** From RAS to LPS and back is the same change of sign. */
  private static double lps(int world, double value) {
    return world < 2 ? 0.0 - value : value;
  }
}
