package io.github.omnet.io.internal;

import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A deflate stream inflated straight into the caller's array, within a bound on its growth. */
abstract class InflatingSource extends ByteSource {
  /** Below this the ratio is not worth an objection. */
  private static final long RATIO_FREE = 1 << 20;

  final CompressedInput input;
  final Inflater inflater;
  private final Faults faults;
  private final long storedSize;
  private final ReadLimits limits;
  private long inflated;

  InflatingSource(
      CompressedInput input, Inflater inflater, long storedSize, ReadLimits limits, Faults faults) {
    this.input = input;
    this.inflater = inflater;
    this.storedSize = storedSize;
    this.limits = limits;
    this.faults = faults;
  }

  /** At least one byte, or 0 at the end of the deflate stream. */
  int inflate(byte[] target, int from, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (!input.fill()) {
            throw faults.truncated("compressed data", position(), 1);
          }
          inflater.setInput(input.buffer(), input.start(), input.available());
        }
        int before = inflater.getRemaining();
        int n = inflater.inflate(target, from, length);
        input.consume(before - inflater.getRemaining());
        if (n > 0) {
          inflated += n;
          checkRatio();
          return n;
        }
        if (inflater.needsDictionary()) {
          throw damaged("a preset dictionary", "none");
        }
      }
      return 0;
    } catch (DataFormatException e) {
      IOException damaged = damaged("damaged (" + e.getMessage() + ")", "a deflate stream");
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** Next byte of the framing around the deflate stream. */
  final int require() throws IOException {
    int next = input.next();
    if (next < 0) {
      throw faults.truncated("compressed data", position(), 1);
    }
    return next;
  }

  private void checkRatio() throws IOException {
    // Buffered input counts as used, so that a small honest file is never refused.
    double used = input.consumed() + (double) input.available();
    if (inflated > RATIO_FREE && inflated > limits.mostInflated(used)) {
      boolean large = inflated <= limits.maxInflation() * used;
      throw faults.at(
          "compressed data",
          position(),
          inflated + " bytes inflated from " + (long) used,
          large
              ? "at most "
                  + ReadLimits.LARGE_INFLATION
                  + " to 1 beyond "
                  + limits.freeBytes()
                  + " bytes"
              : "at most " + limits.maxInflation() + " to 1",
          "raise ReadLimits."
              + (large ? "freeBytes" : "maxInflation")
              + " if you trust the file, or decompress it first");
    }
  }

  final IOException damaged(String found, String expected) {
    return faults.at(
        "compressed data",
        position(),
        found,
        expected,
        "the file is damaged: copy or download it again");
  }

  @Override
  public final long capacity() {
    double bound = limits.mostInflated((double) storedSize) + RATIO_FREE;
    return bound < Long.MAX_VALUE ? (long) bound : Long.MAX_VALUE;
  }

  @Override
  public final boolean isCompressed() {
    return true;
  }

  @Override
  public final void verifyEnd() throws IOException {
    byte[] scratch = new byte[1 << 13];
    long trailing = 0;
    for (int n = readInStream(scratch); n > 0; n = readInStream(scratch)) {
      trailing += n;
      advance(n);
      if (trailing > ReadLimits.MAX_TRAILING_BYTES) {
        throw faults.at(
            "data after the last voxel",
            position(),
            "more than " + ReadLimits.MAX_TRAILING_BYTES + " bytes",
            "the end of the file",
            "the header does not fit the data: check where the file comes from");
      }
    }
  }

  /** At least one byte of the stream being read, or 0 once its end is reached and verified. */
  abstract int readInStream(byte[] target) throws IOException;

  @Override
  public final void close() throws IOException {
    inflater.end();
    input.close();
  }
}
