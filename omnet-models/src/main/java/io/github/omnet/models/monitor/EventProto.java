package io.github.omnet.models.monitor;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The few fields of TensorFlow's protocol buffers {@code Event}, {@code Summary} and {@code
 * SessionLog} that scalars need ({@code tensorflow/core/util/event.proto}, {@code
 * tensorflow/core/framework/summary.proto}).
 */
final class EventProto {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EventProto() {}

  /** The first event of every file: from version 2 on, a session's start purges what it repeats. */
  static byte[] version(double wallTime) {
    return event(wallTime, 0).bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8)).done();
  }

  /** A session's start: TensorBoard forgets what it has of this step and later ones. */
  static byte[] start(double wallTime, long step) {
    byte[] status = new EventProto().varint(1, 1).done();
    return event(wallTime, step).bytes(7, status).done();
  }

  /** Scalars of one step. */
  static byte[] scalars(double wallTime, long step, Map<String, Float> values) {
    EventProto summary = new EventProto();
    values.forEach((tag, value) -> summary.bytes(1, scalar(tag, value)));
    return event(wallTime, step).bytes(5, summary.done()).done();
  }

  private static byte[] scalar(String tag, float value) {
    byte[] name = tag.getBytes(StandardCharsets.UTF_8);
    return new EventProto().bytes(1, name).fixed32(2, Float.floatToRawIntBits(value)).done();
  }

  private static EventProto event(double wallTime, long step) {
    return new EventProto().fixed64(1, Double.doubleToRawLongBits(wallTime)).varint(2, step);
  }

  /** Fixed widths are little-endian. */
  private EventProto fixed64(int field, long bits) {
    return key(field, FIXED64).raw(Longs.toByteArray(Long.reverseBytes(bits)));
  }

  private EventProto fixed32(int field, int bits) {
    return key(field, FIXED32).raw(Ints.toByteArray(Integer.reverseBytes(bits)));
  }

  private EventProto bytes(int field, byte[] content) {
    return key(field, BYTES).base128(content.length).raw(content);
  }

  private EventProto varint(int field, long value) {
    return key(field, VARINT).base128(value);
  }

  private EventProto key(int field, int type) {
    return base128(field * 8L + type);
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. */
  private EventProto base128(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) (rest & 0x7f) | 0x80);
    }
    out.write((int) rest);
    return this;
  }

  private EventProto raw(byte[] content) {
    out.writeBytes(content);
    return this;
  }

  private byte[] done() {
    return out.toByteArray();
  }
}
