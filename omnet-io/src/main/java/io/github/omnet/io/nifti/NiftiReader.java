package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.VoxelStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one file; the work behind {@link Nifti}. */
final class NiftiReader {
  /**
   * More than any real series; tiny volumes in great number would cost far more than their bytes.
   */
  private static final int MAX_CHANNELS = 1 << 16;

  private final Path path;
  private final ReadLimits limits;

  NiftiReader(Path path, ReadLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  NiftiHeader header() throws IOException {
    NiftiFiles files = NiftiFiles.of(path);
    try (ByteSource source = open(files.header())) {
      return new HeaderReader(source, files).read(limits);
    }
  }

  Volume volume(int[] trailing) throws IOException {
    return read(
        trailing,
        (stream, grid) -> {
          float[] values = new float[grid.shape().voxels()];
          stream.readFloats(values);
          return Volume.wrap(grid, values);
        });
  }

  LabelMap labels(int[] trailing) throws IOException {
    return read(
        trailing,
        (stream, grid) -> {
          byte[] values = new byte[grid.shape().voxels()];
          stream.readLabels(values);
          return LabelMap.wrap(grid, values);
        });
  }

  List<Volume> channels() throws IOException {
    try (Opened file = openVoxels()) {
      if (file.header.volumes() > MAX_CHANNELS) {
        throw new NiftiFormatException(
            path,
            "dim",
            NiftiFormatException.NO_OFFSET,
            file.header.volumes() + " volumes",
            "at most " + MAX_CHANNELS + " as channels",
            "read them one by one");
      }
      Grid grid = file.grid();
      List<Volume> volumes = new ArrayList<>();
      for (long n = 0; n < file.header.volumes(); n++) {
        float[] values = new float[grid.shape().voxels()];
        file.stream().readFloats(values);
        volumes.add(Volume.wrap(grid, values));
      }
      file.source.verifyEnd();
      return volumes;
    }
  }

  ImageDescription describe() throws IOException {
    NiftiHeader header = header();
    if (!header.dataType().isScalar()) {
      return new ImageDescription(header, Optional.empty());
    }
    try (Opened file = openVoxels()) {
      var statistics = file.stream().statistics();
      file.source.verifyEnd();
      return new ImageDescription(file.header, Optional.of(statistics));
    }
  }

  @FunctionalInterface
  private interface Fill<T> {
    T from(VoxelStream stream, Grid grid) throws IOException;
  }

  private <T> T read(int[] trailing, Fill<T> fill) throws IOException {
    try (Opened file = openVoxels()) {
      Grid grid = file.grid();
      long index = TrailingIndex.of(file.header, trailing);
      VoxelStream stream = file.stream();
      stream.skip(index * grid.shape().voxels());
      T result = fill.from(stream, grid);
      if (index == file.header.volumes() - 1) {
        file.source.verifyEnd();
      }
      return result;
    }
  }

  /** A file whose voxels come next. */
  private record Opened(NiftiHeader header, ByteSource source, Faults faults)
      implements AutoCloseable {
    VoxelStream stream() {
      return new VoxelStream(source, header, faults);
    }

    Grid grid() throws NiftiFormatException {
      try {
        return header.grid();
      } catch (IllegalArgumentException e) {
        throw new NiftiFormatException(
            header.path(),
            "dim",
            NiftiFormatException.NO_OFFSET,
            header.shape().toString(),
            "a volume that one Java array can hold",
            "crop it first");
      }
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  private Opened openVoxels() throws IOException {
    NiftiFiles files = NiftiFiles.of(path);
    ByteSource source = open(files.header());
    try {
      NiftiHeader header = new HeaderReader(source, files).read(limits);
      if (!header.dataType().isScalar()) {
        throw unsupported(header);
      }
      if (!header.dataPath().equals(files.header())) {
        source.close();
        source = openData(header);
      }
      Faults faults = HeaderReader.faultsOf(header.dataPath());
      checkCapacity(header, source, faults);
      long gap = header.voxOffset() - source.position();
      if (source.skip(gap) < gap) {
        throw faults.truncated("file", source.position(), header.voxOffset() - source.position());
      }
      return new Opened(header, source, faults);
    } catch (IOException | RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  private ByteSource open(Path file) throws IOException {
    return ByteSource.open(file, limits.maxInflation(), HeaderReader.faultsOf(file));
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

  /** Before memory is taken: could the file hold that much at all? */
  private static void checkCapacity(NiftiHeader header, ByteSource source, Faults faults)
      throws IOException {
    long needed = header.voxels() * header.dataType().bytes();
    if (needed > source.capacity() - header.voxOffset()) {
      throw faults.at(
          "voxel data",
          header.voxOffset(),
          (source.isCompressed() ? "what at most inflates to " : "a file of ")
              + source.capacity()
              + " bytes",
          needed + " bytes for " + header.shape() + " of " + header.dataType(),
          "the file is cut off or its header damaged: copy or download it again");
    }
  }

  private static NiftiFormatException unsupported(NiftiHeader header) {
    return new NiftiFormatException(
        header.path(),
        "datatype",
        NiftiFormatException.NO_OFFSET,
        header.dataType().toString(),
        "one real number per voxel",
        "convert it first, for example to the magnitude or to grey values");
  }
}
