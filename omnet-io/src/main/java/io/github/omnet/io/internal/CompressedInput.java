package io.github.omnet.io.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A file's bytes as stored, with a look ahead. */
final class CompressedInput implements Closeable {
  // Header-only reads should not pull much more than a header from a slow disk.
  private static final int FIRST_READ = 1 << 12;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private long consumed;

  CompressedInput(InputStream in) throws IOException {
    this.in = in;
    this.end = in.readNBytes(buffer, 0, FIRST_READ);
  }

  /** The byte at a distance ahead among those buffered, or -1. */
  int peek(int ahead) {
    return start + ahead < end ? buffer[start + ahead] & 0xff : -1;
  }

  /** The next byte, or -1 at the end. */
  int next() throws IOException {
    if (start == end && !fill()) {
      return -1;
    }
    consumed++;
    return buffer[start++] & 0xff;
  }

  /** Loads the buffer if it is empty; false at the end of the file. */
  boolean fill() throws IOException {
    if (start < end) {
      return true;
    }
    start = 0;
    end = Math.max(0, in.read(buffer, 0, BUFFER));
    return end > 0;
  }

  /** Copies what the buffer holds; beyond it reads as much as is asked for, or a buffer anew. */
  int read(byte[] target, int from, int length) throws IOException {
    if (start == end && length < FIRST_READ && !fill()) {
      return -1;
    }
    if (start < end) {
      int n = Math.min(length, end - start);
      System.arraycopy(buffer, start, target, from, n);
      consume(n);
      return n;
    }
    int n = in.read(target, from, length);
    consumed += Math.max(0, n);
    return n;
  }

  long skip(long count) throws IOException {
    long done = Math.min(count, end - start);
    consume((int) done);
    // skip() of a file goes past its end without saying so; the caller compares with the size.
    while (done < count) {
      long n = in.skip(count - done);
      if (n <= 0) {
        break;
      }
      done += n;
      consumed += n;
    }
    return done;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int available() {
    return end - start;
  }

  void consume(int count) {
    start += count;
    consumed += count;
  }

  /** Number of stored bytes used up. */
  long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
