package io.github.omnet.io.nifti;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.internal.ParallelDeflate;
import io.github.omnet.io.internal.SampleEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes one file; the work behind {@link Nifti}. */
final class NiftiWriter {
  private static final int CHUNK = 1 << 13;

  private final Path path;
  private final NiftiWriteOptions options;
  private final boolean compress;

  NiftiWriter(Path path, NiftiWriteOptions options) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
      throw new OmnetException(path + ": a NIfTI file to be written is named .nii or .nii.gz");
    }
    this.path = path;
    this.options = options;
    this.compress = name.endsWith(".gz");
  }

  void write(List<Volume> channels) throws IOException {
    write(channels, options.dataType().orElse(DataType.FLOAT32));
  }

  private void write(List<Volume> channels, DataType type) throws IOException {
    HeaderWriter header = new HeaderWriter(channels.get(0).grid(), channels.size(), type, options);
    StoredScale scale = StoredScale.of(options, type, channels, header.isWide());
    SampleEncoder encoder =
        new SampleEncoder(
            type, options.byteOrder(), scale.slope(), scale.intercept(), options.clamp());
    toFile(
        header.bytes(scale.slope(), scale.intercept()),
        out -> {
          byte[] raw = new byte[CHUNK * type.bytes()];
          for (Volume volume : channels) {
            float[] values = volume.data();
            for (int done = 0; done < values.length; done += CHUNK) {
              int count = Math.min(CHUNK, values.length - done);
              encoder.encode(values, done, count, raw);
              out.write(raw, 0, count * type.bytes());
            }
          }
        });
  }

  void write(LabelMap labels) throws IOException {
    DataType type = options.dataType().orElse(DataType.UINT8);
    if (type == DataType.UINT8
        && !options.fullRange()
        && options.slope() == 1
        && options.intercept() == 0) {
      HeaderWriter header = new HeaderWriter(labels.grid(), 1, type, options);
      toFile(header.bytes(1, 0), out -> out.write(labels.data()));
      return;
    }
    byte[] data = labels.data();
    float[] values = new float[data.length];
    for (int n = 0; n < data.length; n++) {
      values[n] = data[n] & 0xff;
    }
    write(List.of(Volume.wrap(labels.grid(), values)), type);
  }

  private void toFile(byte[] header, AtomicFile.Content voxels) throws IOException {
    AtomicFile.write(
        path,
        out -> {
          if (compress) {
            ParallelDeflate gzip =
                ParallelDeflate.gzip(out, options.compressionLevel(), options.executor());
            write(header, voxels, gzip);
            gzip.finish();
          } else {
            write(header, voxels, out);
          }
        });
  }

  private static void write(byte[] header, AtomicFile.Content voxels, OutputStream out)
      throws IOException {
    out.write(header);
    voxels.writeTo(out);
  }
}
