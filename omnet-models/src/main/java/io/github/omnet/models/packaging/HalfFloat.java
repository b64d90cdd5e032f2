package io.github.omnet.models.packaging;

/** Numbers of 16 bits, IEEE 754 binary16; Java has them from version 20 on only. */
final class HalfFloat {
  /** Bits of a float's fraction that a half has no room for. */
  private static final int DROPPED = 13;

  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;

  /** The smallest float that becomes infinite: halfway beyond the largest half, 65504. */
  private static final float OVERFLOW = 65520f;

  /** The smallest half whose leading bit is implied. */
  private static final float SMALLEST_NORMAL = 0x1p-14f;

  /** One unit of the smallest halves. */
  private static final float SUBNORMAL_STEP = 0x1p-24f;

  private HalfFloat() {}

  /** The half nearest to a float, ties to even. */
  static short bits(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & SIGN;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITY | 1);
    }
    if (size >= OVERFLOW) {
      return (short) (sign | INFINITY);
    }
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(size / SUBNORMAL_STEP));
    }
    int bits = Float.floatToRawIntBits(size);
    int half = (bits >>> DROPPED) - ((127 - 15) << 10);
    int rest = bits & ((1 << DROPPED) - 1);
    int middle = 1 << (DROPPED - 1);
    boolean up = rest > middle || (rest == middle && (half & 1) == 1);
    // A fraction that overflows carries into the exponent, as it should.
    return (short) (sign | (up ? half + 1 : half));
  }

  /** The float that equals a half. */
  static float value(short bits) {
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * SUBNORMAL_STEP;
    } else if (exponent == 0x1f) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Float.intBitsToFloat(((exponent + (127 - 15)) << 23) | (fraction << DROPPED));
    }
    return (bits & SIGN) == 0 ? size : -size;
  }
}
