package io.github.omnet.io.internal;

import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageHeader;
import java.io.IOException;

/**
 * Reads the voxels of an opened file in one pass of small chunks, so that nothing but the result is
 * ever held in full.
 */
public final class VoxelStream {
  /** Divisible by the size of every scalar type. */
  private static final int CHUNK = 1 << 16;

  private final ByteSource source;
  private final ImageHeader header;
  private final Faults faults;
  private final SampleDecoder decoder;
  private final byte[] raw = new byte[CHUNK];

  /**
   * Creates a stream.
   *
   * @param source positioned at the first voxel wanted; stays the caller's to close
   * @param header says how voxels are stored
   * @param faults makes the exceptions
   */
  public VoxelStream(ByteSource source, ImageHeader header, Faults faults) {
    this.source = source;
    this.header = header;
    this.faults = faults;
    this.decoder =
        new SampleDecoder(
            header.dataType(), header.byteOrder(), header.slope(), header.intercept());
  }

  /**
   * Reads values.
   *
   * @param target filled from start to end
   * @throws IOException if there are not enough
   */
  public void readFloats(float[] target) throws IOException {
    int size = header.dataType().bytes();
    for (int done = 0; done < target.length; ) {
      int count = Math.min(CHUNK / size, target.length - done);
      fill(count * size);
      decoder.toFloats(raw, count, target, done);
      done += count;
    }
  }

  /**
   * Reads whole numbers from 0 to 255.
   *
   * @param target filled from start to end with unsigned bytes
   * @throws IOException if there are not enough, or a value is not such a number
   */
  public void readLabels(byte[] target) throws IOException {
    int size = header.dataType().bytes();
    double[] values = new double[CHUNK / size];
    for (int done = 0; done < target.length; ) {
      int count = Math.min(CHUNK / size, target.length - done);
      long offset = source.position();
      fill(count * size);
      decoder.toDoubles(raw, count, values);
      for (int n = 0; n < count; n++) {
        int label = (int) values[n];
        if (label != values[n] || (label & ~0xff) != 0) {
          throw faults.at(
              "voxel " + (done + n),
              offset + (long) n * size,
              String.valueOf(values[n]),
              "a label: a whole number from 0 to 255",
              "is this an image and not a segmentation? Read it as a volume");
        }
        target[done + n] = (byte) label;
      }
      done += count;
    }
  }

  /**
   * Reads all voxels of all dimensions.
   *
   * @return their statistics
   * @throws IOException if there are not enough
   */
  public ImageDescription.Statistics statistics() throws IOException {
    StatisticsCollector collector = new StatisticsCollector(header.shape());
    int size = header.dataType().bytes();
    double[] values = new double[CHUNK / size];
    long total = header.voxels();
    for (long done = 0; done < total; ) {
      int count = (int) Math.min(values.length, total - done);
      fill(count * size);
      decoder.toDoubles(raw, count, values);
      collector.add(values, count);
      done += count;
    }
    return collector.result();
  }

  /**
   * Passes over whole voxels.
   *
   * @param voxels how many
   * @throws IOException if there are not enough
   */
  public void skip(long voxels) throws IOException {
    long bytes = voxels * header.dataType().bytes();
    long skipped = source.skip(bytes);
    if (skipped < bytes) {
      throw faults.truncated("voxel data", source.position(), bytes - skipped);
    }
  }

  private void fill(int bytes) throws IOException {
    int n = source.read(raw, 0, bytes);
    if (n < bytes) {
      throw faults.truncated("voxel data", source.position(), bytes - n);
    }
  }
}
