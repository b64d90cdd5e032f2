package io.github.omnet.io.internal;

import io.github.omnet.io.image.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns stored voxels into numbers.
 *
 * <p>Bytes are always fetched as little endian and swapped where needed: the handles must be
 * constants for the compiler to make plain loads of them.
 */
public final class SampleDecoder {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final DataType type;
  private final boolean swap;
  private final double slope;
  private final double intercept;
  private double[] scratch = new double[0];

  /**
   * Creates a decoder for one thread.
   *
   * @param type a scalar type
   * @param order of the stored bytes
   * @param slope factor from stored number to value
   * @param intercept added to the scaled number
   */
  public SampleDecoder(DataType type, ByteOrder order, double slope, double intercept) {
    if (!type.isScalar()) {
      throw new IllegalArgumentException(type + " is not a scalar type");
    }
    this.type = type;
    this.swap = order == ByteOrder.BIG_ENDIAN;
    this.slope = slope;
    this.intercept = intercept;
  }

  /**
   * Decodes the first voxels of an array of bytes to scaled values.
   *
   * @param raw stored voxels
   * @param count how many
   * @param target where to
   * @param at index of the first
   */
  public void toFloats(byte[] raw, int count, float[] target, int at) {
    if (slope == 1 && intercept == 0) {
      switch (type) {
        case UINT8 -> unsignedBytes(raw, count, target, at);
        case INT16 -> shorts(raw, count, target, at);
        case FLOAT32 -> floats(raw, count, target, at);
        default -> throughDoubles(raw, count, target, at);
      }
    } else {
      throughDoubles(raw, count, target, at);
    }
  }

  private static void unsignedBytes(byte[] raw, int count, float[] target, int at) {
    for (int n = 0; n < count; n++) {
      target[at + n] = raw[n] & 0xff;
    }
  }

  private void shorts(byte[] raw, int count, float[] target, int at) {
    if (swap) {
      for (int n = 0; n < count; n++) {
        target[at + n] = Short.reverseBytes((short) SHORT.get(raw, 2 * n));
      }
    } else {
      for (int n = 0; n < count; n++) {
        target[at + n] = (short) SHORT.get(raw, 2 * n);
      }
    }
  }

  private void floats(byte[] raw, int count, float[] target, int at) {
    for (int n = 0; n < count; n++) {
      target[at + n] = Float.intBitsToFloat(intAt(raw, n));
    }
  }

  private void throughDoubles(byte[] raw, int count, float[] target, int at) {
    if (scratch.length < count) {
      scratch = new double[count];
    }
    toDoubles(raw, count, scratch);
    for (int n = 0; n < count; n++) {
      target[at + n] = (float) scratch[n];
    }
  }

  /**
   * Decodes the first voxels of an array of bytes to scaled values, in double precision.
   *
   * @param raw stored voxels
   * @param count how many
   * @param target where to, from index 0
   */
  public void toDoubles(byte[] raw, int count, double[] target) {
    for (int n = 0; n < count; n++) {
      target[n] =
          switch (type) {
            case UINT8 -> raw[n] & 0xff;
            case INT8 -> raw[n];
            case UINT16 -> shortAt(raw, n) & 0xffff;
            case INT16 -> shortAt(raw, n);
            case UINT32 -> intAt(raw, n) & 0xffffffffL;
            case INT32 -> intAt(raw, n);
            case UINT64 -> unsigned(longAt(raw, n));
            case INT64 -> longAt(raw, n);
            case FLOAT32 -> Float.intBitsToFloat(intAt(raw, n));
            case FLOAT64 -> Double.longBitsToDouble(longAt(raw, n));
            default -> throw new AssertionError(type);
          };
    }
    if (slope != 1 || intercept != 0) {
      for (int n = 0; n < count; n++) {
        target[n] = target[n] * slope + intercept;
      }
    }
  }

  private short shortAt(byte[] raw, int n) {
    short value = (short) SHORT.get(raw, 2 * n);
    return swap ? Short.reverseBytes(value) : value;
  }

  private int intAt(byte[] raw, int n) {
    int value = (int) INT.get(raw, 4 * n);
    return swap ? Integer.reverseBytes(value) : value;
  }

  private long longAt(byte[] raw, int n) {
    long value = (long) LONG.get(raw, 8 * n);
    return swap ? Long.reverseBytes(value) : value;
  }

  private static double unsigned(long value) {
    // Halve with the lost bit kept sticky, so that the one rounding is the right one.
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }
}
