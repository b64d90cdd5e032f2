package io.github.omnet.io.nrrd;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.DataFile;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.ImageReading;
import io.github.omnet.io.internal.OpenedImage;
import io.github.omnet.io.internal.PlainSource;
import java.io.IOException;
import java.nio.file.Path;

/** Opens one image; the work behind {@link Nrrd}. */
final class NrrdReader {
  private final Path path;
  private final ReadLimits limits;

  NrrdReader(Path path, ReadLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  private static Faults faultsOf(Path file) {
    return (field, offset, found, expected, remedy) ->
        new NrrdFormatException(file, field, offset, found, expected, remedy);
  }

  NrrdHeader header() throws IOException {
    try (PlainSource source = ByteSource.openPlain(path, faultsOf(path))) {
      return header(source);
    }
  }

  private NrrdHeader header(PlainSource source) throws IOException {
    Faults faults = faultsOf(path);
    HeaderFields fields = HeaderFields.read(source, faults);
    return new HeaderParser(path, fields, source.position(), faults).parse(limits);
  }

  ImageReading voxels() {
    return new ImageReading(this::openVoxels);
  }

  private OpenedImage openVoxels() throws IOException {
    PlainSource source = ByteSource.openPlain(path, faultsOf(path));
    ByteSource voxels = source;
    try {
      NrrdHeader header = header(source);
      Faults faults = faultsOf(header.dataPath());
      if (!header.dataPath().equals(path)) {
        source.close();
        source =
            DataFile.open(path, HeaderParser.DATA_FILE, header.dataPath(), faultsOf(path), faults);
        voxels = source;
      }
      skipLines(header.lineSkip(), source, faults);
      if (header.compressed()) {
        voxels = source.inflated(limits, faults);
      }
      skipBytes(header, voxels, faults);
      OpenedImage opened = new OpenedImage(header, voxels, faults);
      opened.requireCapacity(voxels.position());
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      voxels.close();
      throw e;
    }
  }

  private static void skipLines(long count, PlainSource source, Faults faults) throws IOException {
    byte[] one = new byte[1];
    for (long left = count; left > 0; ) {
      if (source.read(one, 0, 1) == 0) {
        throw faults.truncated("lines to skip", source.position(), left);
      }
      left -= one[0] == '\n' ? 1 : 0;
    }
  }

  private static void skipBytes(NrrdHeader header, ByteSource source, Faults faults)
      throws IOException {
    long count = header.byteSkip();
    if (count < 0) {
      count = source.capacity() - source.position() - header.voxels() * header.dataType().bytes();
      if (count < 0) {
        throw faults.truncated("voxel data", source.position(), -count);
      }
    }
    long done = source.skip(count);
    if (done < count) {
      throw faults.truncated("bytes to skip", source.position(), count - done);
    }
  }
}
