package io.github.omnet.io.internal;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ImageHeader;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A file whose header has been read and whose voxels come next.
 *
 * @param header what the file says
 * @param source positioned at the first voxel
 * @param faults makes the exceptions
 */
public record OpenedImage(ImageHeader header, ByteSource source, Faults faults)
    implements AutoCloseable {
  VoxelStream voxels() {
    return new VoxelStream(source, header, faults);
  }

  Grid grid() throws ImageFormatException {
    try {
      return header.grid();
    } catch (IllegalArgumentException e) {
      throw faults.at(
          "shape",
          ImageFormatException.NO_OFFSET,
          header.shape().toString(),
          "a volume that one Java array can hold",
          "crop it first");
    }
  }

  /**
   * Refuses a file that cannot hold as many voxels as its header promises, before memory is taken.
   *
   * @param offset of the first voxel
   * @throws IOException if so
   */
  public void requireCapacity(long offset) throws IOException {
    long needed = header.voxels() * header.dataType().bytes();
    if (needed > source.capacity() - offset) {
      throw faults.at(
          "voxel data",
          offset,
          (source.isCompressed() ? "what at most inflates to " : "a file of ")
              + source.capacity()
              + " bytes",
          needed + " bytes for " + header.shape() + " of " + header.dataType(),
          source.isCompressed()
              ? "the file is cut off or its header damaged: copy or download it again; or raise"
                  + " ReadLimits.freeBytes if you trust the file"
              : "the file is cut off or its header damaged: copy or download it again");
    }
  }

  /** Makes the array of results; what does not fit into the heap is the file's fault by name. */
  <T> T allocate(long bytes, Supplier<T> array) throws ImageFormatException {
    requireHeap(bytes);
    try {
      return array.get();
    } catch (OutOfMemoryError e) {
      ImageFormatException tooLarge = tooLarge(bytes);
      tooLarge.initCause(e);
      throw tooLarge;
    }
  }

  /**
   * Refuses what could not fit even into an empty heap. How much of a heap in use is garbage is
   * known only by trying, see {@link #allocate}.
   */
  void requireHeap(long bytes) throws ImageFormatException {
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(bytes);
    }
  }

  private ImageFormatException tooLarge(long bytes) {
    return faults.at(
        "shape",
        ImageFormatException.NO_OFFSET,
        header.shape() + ", which takes " + bytes + " bytes of memory",
        "what fits into the Java heap of "
            + Runtime.getRuntime().maxMemory()
            + " bytes beside all else",
        "give Java more memory (java -Xmx8g), or crop the image; if it should be small, its header"
            + " is damaged");
  }

  /**
   * Refuses voxels that are not real numbers.
   *
   * @param header of the file
   * @param faults makes the exception
   * @throws ImageFormatException naming the type
   */
  public static void requireScalar(ImageHeader header, Faults faults) throws ImageFormatException {
    if (!header.dataType().isScalar()) {
      throw faults.at(
          "data type",
          ImageFormatException.NO_OFFSET,
          header.dataType().toString(),
          "one real number per voxel",
          "convert it first, for example to the magnitude or to grey values");
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
