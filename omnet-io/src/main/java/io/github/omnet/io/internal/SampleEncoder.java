package io.github.omnet.io.internal;

import io.github.omnet.core.OmnetException;
import io.github.omnet.io.image.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns values into stored voxels, refusing or clamping those that do not fit. */
public final class SampleEncoder {
  private final DataType type;
  private final ByteOrder order;
  private final double slope;
  private final double intercept;
  private final boolean clamp;

  /**
   * Creates an encoder.
   *
   * @param type a scalar type
   * @param order of the stored bytes
   * @param slope factor from stored number to value, not 0
   * @param intercept added to the scaled number
   * @param clamp whether what does not fit becomes the nearest that does (NaN becomes 0)
   */
  public SampleEncoder(
      DataType type, ByteOrder order, double slope, double intercept, boolean clamp) {
    if (!type.isScalar()) {
      throw new IllegalArgumentException(type + " is not a scalar type");
    }
    this.type = type;
    this.order = order;
    this.slope = slope;
    this.intercept = intercept;
    this.clamp = clamp;
  }

  /**
   * Encodes some values.
   *
   * @param values the source
   * @param from index of the first
   * @param count how many
   * @param target receives {@code count * type.bytes()} bytes from index 0
   * @throws IllegalArgumentException naming the first value that does not fit
   */
  public void encode(float[] values, int from, int count, byte[] target) {
    ByteBuffer out = ByteBuffer.wrap(target).order(order);
    boolean plain = slope == 1 && intercept == 0;
    for (int n = 0; n < count; n++) {
      double value = values[from + n];
      double stored = plain ? value : (value - intercept) / slope;
      put(out, type.isInteger() ? whole(stored, value, from + n) : real(stored, value, from + n));
    }
  }

  private void put(ByteBuffer out, double stored) {
    switch (type) {
      case UINT8, INT8 -> out.put((byte) (int) stored);
      case UINT16, INT16 -> out.putShort((short) (int) stored);
      case UINT32, INT32 -> out.putInt((int) (long) stored);
      case INT64 -> out.putLong((long) stored);
      case UINT64 ->
          out.putLong(
              stored < 0x1p63 ? (long) stored : ((long) (stored - 0x1p63) | Long.MIN_VALUE));
      case FLOAT32 -> out.putFloat((float) stored);
      case FLOAT64 -> out.putDouble(stored);
      default -> throw new AssertionError(type);
    }
  }

  /** Infinite stays infinite, but nothing becomes so. */
  private double real(double stored, double value, int voxel) {
    double most = type == DataType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    boolean overflows =
        type == DataType.FLOAT32 ? Float.isInfinite((float) stored) : Double.isInfinite(stored);
    if (!overflows || Double.isInfinite(value)) {
      return stored;
    }
    if (!clamp) {
      throw misfit(value, voxel);
    }
    return Math.copySign(most, stored);
  }

  private OmnetException misfit(double value, int voxel) {
    return new OmnetException(
        "voxel "
            + voxel
            + " has the value "
            + value
            + ", which does not fit "
            + type
            + "; choose another type, a scale, or clamping");
  }

  /** Rounds half to even, the error of a sum of many voxels is least then. */
  private double whole(double stored, double value, int voxel) {
    double rounded = Math.rint(stored);
    // The bound of 64-bit types is itself one too many.
    boolean fits =
        rounded >= type.min() && (type.bytes() == 8 ? rounded < type.max() : rounded <= type.max());
    if (fits) {
      return rounded;
    }
    if (!clamp) {
      throw misfit(value, voxel);
    }
    if (Double.isNaN(stored)) {
      return 0;
    }
    double most = type.bytes() == 8 ? Math.nextDown(type.max()) : type.max();
    return stored < type.min() ? type.min() : most;
  }
}
