package io.github.omnet.io.internal;

import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** A gzip file (RFC 1952) of one or more members, every checksum and length verified. */
final class GzipSource extends InflatingSource {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;

  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final CRC32 crc = new CRC32();
  private long memberBytes;
  private boolean inMember;

  GzipSource(CompressedInput input, long fileSize, ReadLimits limits, Faults faults)
      throws IOException {
    super(input, new Inflater(true), fileSize, limits, faults);
    try {
      beginMember();
    } catch (IOException e) {
      inflater.end();
      throw e;
    }
  }

  static boolean begins(CompressedInput input) {
    return input.peek(0) == MAGIC_1 && input.peek(1) == MAGIC_2;
  }

  @Override
  int readSome(byte[] target, int from, int length) throws IOException {
    while (inMember || beginMember()) {
      int n = readInMember(target, from, length);
      if (n > 0) {
        return n;
      }
    }
    return -1;
  }

  @Override
  int readInStream(byte[] target) throws IOException {
    return inMember ? readInMember(target, 0, target.length) : 0;
  }

  private int readInMember(byte[] target, int from, int length) throws IOException {
    int n = inflate(target, from, length);
    if (n > 0) {
      crc.update(target, from, n);
      memberBytes += n;
    } else {
      endMember();
    }
    return n;
  }

  /** False at the end of the file; zero padding between members counts as the end. */
  private boolean beginMember() throws IOException {
    if (!input.fill() || input.peek(0) == 0) {
      return false;
    }
    int magic1 = input.next();
    int magic2 = input.next();
    int method = input.next();
    if (magic1 != MAGIC_1 || magic2 != MAGIC_2 || method != DEFLATE) {
      throw damaged(
          "bytes " + magic1 + " " + magic2 + " " + method + " at the start of a gzip member",
          MAGIC_1 + " " + MAGIC_2 + " " + DEFLATE);
    }
    int flags = require();
    skip(6);
    if ((flags & EXTRA_FIELD) != 0) {
      skip(require() | (require() << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    memberBytes = 0;
    inMember = true;
    return true;
  }

  private void skip(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      require();
    }
  }

  private void skipText() throws IOException {
    int next = require();
    while (next != 0) {
      next = require();
    }
  }

  private void endMember() throws IOException {
    inMember = false;
    long storedCrc = word();
    long storedLength = word();
    if (storedCrc != crc.getValue()) {
      throw damaged("checksum " + Long.toHexString(crc.getValue()), Long.toHexString(storedCrc));
    }
    if (storedLength != (memberBytes & 0xffffffffL)) {
      throw damaged("length " + memberBytes, storedLength + " modulo 2^32");
    }
  }

  private long word() throws IOException {
    return require()
        | ((long) require() << 8)
        | ((long) require() << 16)
        | ((long) require() << 24);
  }
}
