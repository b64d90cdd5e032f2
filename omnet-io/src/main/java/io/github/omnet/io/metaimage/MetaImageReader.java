package io.github.omnet.io.metaimage;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.DataFile;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.ImageReading;
import io.github.omnet.io.internal.OpenedImage;
import io.github.omnet.io.internal.PlainSource;
import java.io.IOException;
import java.nio.file.Path;

/** Opens one image; the work behind {@link MetaImage}. */
final class MetaImageReader {
  private final Path path;
  private final ReadLimits limits;

  MetaImageReader(Path path, ReadLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  private static Faults faultsOf(Path file) {
    return (field, offset, found, expected, remedy) ->
        new MetaImageFormatException(file, field, offset, found, expected, remedy);
  }

  MetaImageHeader header() throws IOException {
    try (PlainSource source = ByteSource.openPlain(path, faultsOf(path))) {
      return header(source);
    }
  }

  private MetaImageHeader header(PlainSource source) throws IOException {
    Faults faults = faultsOf(path);
    HeaderText text = HeaderText.read(source, faults);
    return new MetaHeaderParser(path, text, source.position(), faults).parse(limits);
  }

  ImageReading voxels() {
    return new ImageReading(this::openVoxels);
  }

  private OpenedImage openVoxels() throws IOException {
    PlainSource source = ByteSource.openPlain(path, faultsOf(path));
    ByteSource voxels = source;
    try {
      MetaImageHeader header = header(source);
      Faults faults = faultsOf(header.dataPath());
      if (!header.dataPath().equals(path)) {
        source.close();
        source = openData(header);
        voxels = source;
        skipTo(start(header, source, faults), source, faults);
      }
      if (header.compressed()) {
        voxels = source.inflated(limits, faults);
      }
      OpenedImage opened = new OpenedImage(header, voxels, faults);
      opened.requireCapacity(voxels.position());
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      voxels.close();
      throw e;
    }
  }

  private PlainSource openData(MetaImageHeader header) throws IOException {
    return DataFile.open(
        path, HeaderText.LAST_KEY, header.dataPath(), faultsOf(path), faultsOf(header.dataPath()));
  }

  private static long start(MetaImageHeader header, PlainSource source, Faults faults)
      throws IOException {
    if (header.dataOffset() >= 0) {
      return header.dataOffset();
    }
    long start = source.capacity() - header.voxels() * header.dataType().bytes();
    if (header.compressed() || start < 0) {
      throw faults.at(
          "HeaderSize",
          MetaImageFormatException.NO_OFFSET,
          "-1",
          "voxels that are not compressed, at the end of a file that is long enough",
          "the file is cut off or its header damaged");
    }
    return start;
  }

  private static void skipTo(long offset, PlainSource source, Faults faults) throws IOException {
    if (source.skip(offset) < offset) {
      throw faults.truncated("file", source.position(), offset - source.position());
    }
  }
}
