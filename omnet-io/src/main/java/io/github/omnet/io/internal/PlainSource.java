package io.github.omnet.io.internal;

import java.io.IOException;

/** A file that is not compressed. */
final class PlainSource extends ByteSource {
  private final CompressedInput input;
  private final long size;

  PlainSource(CompressedInput input, long size) {
    this.input = input;
    this.size = size;
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
