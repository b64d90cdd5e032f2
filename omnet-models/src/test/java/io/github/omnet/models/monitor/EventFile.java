package io.github.omnet.models.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TensorBoard's files by the format's description, with a checksum of its own. */
final class EventFile {
  private EventFile() {}

  /** An event; what it does not hold is empty or -1. */
  record Event(
      double wallTime, long step, String version, Map<String, Float> scalars, long sessionStatus) {}

  static List<Event> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] header = take(in, 8);
      requireChecksum(header, in.getInt());
      long length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] content = take(in, (int) length);
      requireChecksum(content, in.getInt());
      events.add(event(content));
    }
    return events;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void requireChecksum(byte[] bytes, int found) {
    int crc = crc32c(bytes);
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    if (masked != found) {
      throw new IllegalStateException("checksum is " + found + ", expected " + masked);
    }
  }

  /** RFC 3720, appendix B.4: polynomial 0x1EDC6F41, reflected. */
  static int crc32c(byte[] bytes) {
    int[] table = new int[256];
    for (int n = 0; n < 256; n++) {
      int remainder = n;
      for (int bit = 0; bit < 8; bit++) {
        remainder = (remainder & 1) == 0 ? remainder >>> 1 : (remainder >>> 1) ^ 0x82F63B78;
      }
      table[n] = remainder;
    }
    int crc = ~0;
    for (byte b : bytes) {
      crc = (crc >>> 8) ^ table[(crc ^ b) & 0xff];
    }
    return ~crc;
  }

  private static Event event(byte[] content) {
    Map<Integer, List<Object>> fields = fields(content);
    Map<String, Float> scalars = new LinkedHashMap<>();
    for (Object summary : fields.getOrDefault(5, List.of())) {
      for (Object value : fields((byte[]) summary).getOrDefault(1, List.of())) {
        Map<Integer, List<Object>> scalar = fields((byte[]) value);
        scalars.put(text(scalar.get(1).get(0)), (Float) scalar.get(2).get(0));
      }
    }
    List<Object> session = fields.getOrDefault(7, List.of());
    return new Event(
        (Double) fields.get(1).get(0),
        (Long) fields.get(2).get(0),
        fields.containsKey(3) ? text(fields.get(3).get(0)) : "",
        scalars,
        session.isEmpty() ? -1 : (Long) fields((byte[]) session.get(0)).get(1).get(0));
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  /** Values by field number: Long, Double, byte[] or Float. */
  private static Map<Integer, List<Object>> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> take(in, (int) varint(in));
            case 5 -> in.getFloat();
            default -> throw new IllegalStateException("wire type " + (key & 7));
          };
      fields.computeIfAbsent((int) (key >>> 3), f -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
