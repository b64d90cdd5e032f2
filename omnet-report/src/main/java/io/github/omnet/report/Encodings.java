package io.github.omnet.report;

import io.github.omnet.core.parallel.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/** Encodes the pictures and volumes of a page on all processors. */
final class Encodings {
  private Encodings() {}

  /** Makes the bytes of one part of a page. */
  interface Part {
    byte[] bytes() throws IOException;
  }

  /** The bytes of all parts, in the order of the parts. */
  static Map<String, byte[]> all(Map<String, Part> parts) throws IOException {
    List<Map.Entry<String, Part>> all = List.copyOf(parts.entrySet());
    byte[][] bytes = new byte[all.size()][];
    try {
      Workers.of(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors())
          .forEach(all.size(), n -> bytes[n] = unchecked(all.get(n).getValue()));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    for (int n = 0; n < bytes.length; n++) {
      encoded.put(all.get(n).getKey(), bytes[n]);
    }
    return encoded;
  }

  private static byte[] unchecked(Part part) {
    try {
      return part.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The length of so many bytes in base64. */
  static long base64(byte[] bytes) {
    return (bytes.length + 2) / 3 * 4L;
  }
}
