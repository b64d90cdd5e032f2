package io.github.omnet.io.internal;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A gzip file (RFC 1952) of one or more members, inflated straight into the caller's array, every
 * checksum and length verified.
 */
final class GzipSource extends ByteSource {
  /** Data after the last voxel that is read to reach the checksum; a bomb may hide there. */
  private static final long MAX_TRAILING = 1 << 24;

  /** Below this the ratio is not worth an objection. */
  private static final long RATIO_FREE = 1 << 20;

  private final CompressedInput input;
  private final long fileSize;
  private final double maxInflation;
  private final Faults faults;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private long memberBytes;
  private long inflated;
  private boolean inMember;

  GzipSource(CompressedInput input, long fileSize, double maxInflation, Faults faults)
      throws IOException {
    this.input = input;
    this.fileSize = fileSize;
    this.maxInflation = maxInflation;
    this.faults = faults;
    try {
      beginMember();
    } catch (IOException e) {
      inflater.end();
      throw e;
    }
  }

  @Override
  int readSome(byte[] target, int from, int length) throws IOException {
    while (inMember || beginMember()) {
      int n = inflate(target, from, length);
      if (n > 0) {
        crc.update(target, from, n);
        memberBytes += n;
        inflated += n;
        checkRatio();
        return n;
      }
      endMember();
    }
    return -1;
  }

  /** At least one byte, or 0 at the end of the member. */
  private int inflate(byte[] target, int from, int length) throws IOException {
    try {
      while (true) {
        if (inflater.finished()) {
          return 0;
        }
        if (inflater.needsInput()) {
          if (!input.fill()) {
            throw faults.truncated("gzip data", position(), 8);
          }
          inflater.setInput(input.buffer(), input.start(), input.available());
        }
        int before = inflater.getRemaining();
        int n = inflater.inflate(target, from, length);
        input.consume(before - inflater.getRemaining());
        if (n > 0) {
          return n;
        }
        if (inflater.needsDictionary()) {
          throw damaged("a preset dictionary", "none in gzip");
        }
      }
    } catch (DataFormatException e) {
      throw (IOException)
          damaged("damaged (" + e.getMessage() + ")", "a deflate stream").initCause(e);
    }
  }

  /** False at the end of the file; zero padding between members counts as the end. */
  private boolean beginMember() throws IOException {
    if (!input.fill() || input.peek(0) == 0) {
      return false;
    }
    int magic1 = input.next();
    int magic2 = input.next();
    int method = input.next();
    if (magic1 != 0x1f || magic2 != 0x8b || method != 8) {
      throw damaged(
          "bytes " + magic1 + " " + magic2 + " " + method + " at the start of a member",
          "31 139 8");
    }
    int flags = require();
    for (int n = 0; n < 6; n++) {
      require();
    }
    if ((flags & 4) != 0) {
      int extra = require() | (require() << 8);
      for (int n = 0; n < extra; n++) {
        require();
      }
    }
    for (int zeroTerminated = flags & (8 | 16); zeroTerminated != 0; ) {
      while (require() != 0) {
        // the original name or a comment
      }
      zeroTerminated &= zeroTerminated - 1;
    }
    if ((flags & 2) != 0) {
      require();
      require();
    }
    inflater.reset();
    crc.reset();
    memberBytes = 0;
    inMember = true;
    return true;
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

  private int require() throws IOException {
    int next = input.next();
    if (next < 0) {
      throw faults.truncated("gzip framing", position(), 1);
    }
    return next;
  }

  private void checkRatio() throws IOException {
    // Buffered input is counted as used, so that a small honest file is never refused.
    double used = input.consumed() + (double) input.available();
    if (inflated > RATIO_FREE && inflated > maxInflation * used) {
      throw faults.at(
          "gzip data",
          position(),
          inflated + " bytes inflated from " + (long) used,
          "at most " + maxInflation + " to 1",
          "raise ReadLimits.maxInflation if you trust the file");
    }
  }

  private IOException damaged(String found, String expected) {
    return faults.at(
        "gzip data", position(), found, expected, "the file is damaged: copy or download it again");
  }

  @Override
  public long capacity() {
    double bound = maxInflation * fileSize + RATIO_FREE;
    return bound < Long.MAX_VALUE ? (long) bound : Long.MAX_VALUE;
  }

  @Override
  public boolean isCompressed() {
    return true;
  }

  @Override
  public void verifyEnd() throws IOException {
    byte[] scratch = new byte[1 << 13];
    long trailing = 0;
    while (inMember) {
      int n = inflate(scratch, 0, scratch.length);
      if (n == 0) {
        endMember();
      } else {
        crc.update(scratch, 0, n);
        memberBytes += n;
        inflated += n;
        trailing += n;
        advance(n);
        checkRatio();
        if (trailing > MAX_TRAILING) {
          throw faults.at(
              "data after the last voxel",
              position(),
              "more than " + MAX_TRAILING + " bytes",
              "the end of the file",
              "the header does not fit the data: check where the file comes from");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    input.close();
  }
}
