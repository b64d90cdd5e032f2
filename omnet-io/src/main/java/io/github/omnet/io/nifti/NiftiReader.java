package io.github.omnet.io.nifti;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.ImageReading;
import io.github.omnet.io.internal.OpenedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens one image; the work behind {@link Nifti}. */
final class NiftiReader {
  private final NiftiFiles files;
  private final ReadLimits limits;

  NiftiReader(Path path, ReadLimits limits) {
    this.files = NiftiFiles.of(path);
    this.limits = limits;
  }

  NiftiHeader header() throws IOException {
    try (ByteSource source = openHeader()) {
      return new HeaderReader(source, files).read(limits);
    }
  }

  ImageReading voxels() {
    return new ImageReading(this::openVoxels);
  }

  private OpenedImage openVoxels() throws IOException {
    ByteSource source = openHeader();
    try {
      NiftiHeader header = new HeaderReader(source, files).read(limits);
      OpenedImage.requireScalar(header, HeaderReader.faultsOf(header.path()));
      if (header.isPair()) {
        source.close();
        source = openData(header);
      }
      Faults faults = HeaderReader.faultsOf(header.dataPath());
      OpenedImage opened = new OpenedImage(header, source, faults);
      opened.requireCapacity(header.voxOffset());
      long gap = header.voxOffset() - source.position();
      // A plain file is passed over at no cost; a compressed one has to be inflated up to there.
      if (source.isCompressed() && gap > limits.maxBytes()) {
        throw faults.at(
            "vox_offset",
            NiftiFormatException.NO_OFFSET,
            String.valueOf(header.voxOffset()),
            "voxels within " + limits.maxBytes() + " bytes of the header",
            "raise ReadLimits.maxBytes if you trust the file");
      }
      if (source.skip(gap) < gap) {
        throw faults.truncated("file", source.position(), header.voxOffset() - source.position());
      }
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  private ByteSource open(Path file) throws IOException {
    return ByteSource.open(file, limits, HeaderReader.faultsOf(file));
  }

  private ByteSource openHeader() throws IOException {
    if (files.isPair() && !Files.exists(files.header()) && Files.exists(files.data())) {
      throw new NiftiFormatException(
          files.data(),
          "header file " + files.header().getFileName(),
          NiftiFormatException.NO_OFFSET,
          "missing",
          "beside the image",
          "put the two files of the pair into one folder");
    }
    return open(files.header());
  }

  private ByteSource openData(NiftiHeader header) throws IOException {
    if (!Files.exists(header.dataPath())) {
      throw new NiftiFormatException(
          header.path(),
          "image file " + header.dataPath().getFileName(),
          NiftiFormatException.NO_OFFSET,
          "missing",
          "beside the header",
          "put the two files of the pair into one folder");
    }
    return open(header.dataPath());
  }
}
