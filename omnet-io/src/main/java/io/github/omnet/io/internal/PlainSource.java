package io.github.omnet.io.internal;

import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;

/** A file that is not compressed. */
public final class PlainSource extends ByteSource {
  private final CompressedInput input;
  private final long size;

  PlainSource(CompressedInput input, long size) {
    this.input = input;
    this.size = size;
  }

  /**
   * What follows is a zlib or gzip stream: its uncompressed bytes. Closing either closes the file.
   *
   * @param limits how much it may inflate
   * @param faults makes the exceptions
   * @return a source whose position begins at 0
   * @throws IOException if the stream begins wrong
   */
  public ByteSource inflated(ReadLimits limits, Faults faults) throws IOException {
    long rest = Math.max(0, size - position());
    input.fill();
    return GzipSource.begins(input)
        ? new GzipSource(input, rest, limits, faults)
        : new ZlibSource(input, rest, limits, faults);
  }

  @Override
  int readSome(byte[] target, int from, int length) throws IOException {
    return input.read(target, from, length);
  }

  @Override
  public long skip(long count) throws IOException {
    long possible = Math.min(count, Math.max(0, size - position()));
    long done = input.skip(possible);
    advance(done);
    return done;
  }

  @Override
  public long capacity() {
    return size;
  }

  @Override
  public boolean isCompressed() {
    return false;
  }

  @Override
  public void verifyEnd() {
    // Nothing guards a plain file's content.
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
