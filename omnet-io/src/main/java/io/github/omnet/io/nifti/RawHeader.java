package io.github.omnet.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a header, addressed by field whatever the version. */
final class RawHeader {
  final HeaderLayout layout;
  private final ByteBuffer bytes;

  RawHeader(HeaderLayout layout, byte[] bytes, ByteOrder order) {
    this.layout = layout;
    this.bytes = ByteBuffer.wrap(bytes).order(order);
  }

  ByteOrder order() {
    return bytes.order();
  }

  byte[] array() {
    return bytes.array();
  }

  int offsetOfDim(int n) {
    return layout.dim + n * layout.extent();
  }

  int offsetOfReal(int field, int n) {
    return field + n * layout.real();
  }

  long dim(int n) {
    int at = offsetOfDim(n);
    return layout == HeaderLayout.SHORT ? bytes.getShort(at) : bytes.getLong(at);
  }

  void dim(int n, long value) {
    if (layout == HeaderLayout.SHORT) {
      bytes.putShort(offsetOfDim(n), (short) value);
    } else {
      bytes.putLong(offsetOfDim(n), value);
    }
  }

  /** Element n of a field of real numbers. */
  double real(int field, int n) {
    int at = offsetOfReal(field, n);
    return layout == HeaderLayout.SHORT ? bytes.getFloat(at) : bytes.getDouble(at);
  }

  void real(int field, int n, double value) {
    int at = offsetOfReal(field, n);
    if (layout == HeaderLayout.SHORT) {
      bytes.putFloat(at, (float) value);
    } else {
      bytes.putDouble(at, value);
    }
  }

  /** NIfTI-1 keeps the offset as a float, NIfTI-2 as a long. */
  double voxOffset() {
    return layout == HeaderLayout.SHORT
        ? bytes.getFloat(layout.voxOffset)
        : bytes.getLong(layout.voxOffset);
  }

  void voxOffset(long value) {
    if (layout == HeaderLayout.SHORT) {
      bytes.putFloat(layout.voxOffset, (float) value);
    } else {
      bytes.putLong(layout.voxOffset, value);
    }
  }

  int code(int field) {
    return layout == HeaderLayout.SHORT ? bytes.getShort(field) : bytes.getInt(field);
  }

  void code(int field, int value) {
    if (layout == HeaderLayout.SHORT) {
      bytes.putShort(field, (short) value);
    } else {
      bytes.putInt(field, value);
    }
  }

  int shortAt(int at) {
    return bytes.getShort(at);
  }

  void shortAt(int at, int value) {
    bytes.putShort(at, (short) value);
  }

  int intAt(int at) {
    return bytes.getInt(at);
  }

  void intAt(int at, int value) {
    bytes.putInt(at, value);
  }

  int units() {
    return layout == HeaderLayout.SHORT ? bytes.get(layout.units) & 0xff : intAt(layout.units);
  }

  void units(int value) {
    if (layout == HeaderLayout.SHORT) {
      bytes.put(layout.units, (byte) value);
    } else {
      intAt(layout.units, value);
    }
  }

  /** Text up to the first zero byte; the standard names no encoding, Latin-1 loses nothing. */
  String text(int at, int length) {
    int end = at;
    while (end < at + length && bytes.get(end) != 0) {
      end++;
    }
    return new String(bytes.array(), at, end - at, StandardCharsets.ISO_8859_1);
  }

  void text(int at, int length, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(encoded, 0, bytes.array(), at, Math.min(encoded.length, length - 1));
  }
}
