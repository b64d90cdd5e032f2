package io.github.omnet.io.internal;

import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.util.zip.Inflater;

/** A zlib stream (RFC 1950), as in compressed MetaImage; the inflater itself checks its sum. */
final class ZlibSource extends InflatingSource {
  ZlibSource(CompressedInput input, long size, ReadLimits limits, Faults faults) {
    super(input, new Inflater(), size, limits, faults);
  }

  @Override
  int readSome(byte[] target, int from, int length) throws IOException {
    int n = inflate(target, from, length);
    return n == 0 ? -1 : n;
  }

  @Override
  int readInStream(byte[] target) throws IOException {
    return inflate(target, 0, target.length);
  }
}
