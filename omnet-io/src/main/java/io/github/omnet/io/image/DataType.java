package io.github.omnet.io.image;

import io.github.omnet.core.OmnetException;

/** How one voxel is stored in a file. */
public enum DataType {
  /** Unsigned 8-bit integer. */
  UINT8(1, 0, 255),
  /** Signed 8-bit integer. */
  INT8(1, -128, 127),
  /** Unsigned 16-bit integer. */
  UINT16(2, 0, 65535),
  /** Signed 16-bit integer. */
  INT16(2, -32768, 32767),
  /** Unsigned 32-bit integer. */
  UINT32(4, 0, 4294967295.0),
  /** Signed 32-bit integer. */
  INT32(4, -2147483648.0, 2147483647.0),
  /** Unsigned 64-bit integer. */
  UINT64(8, 0, 0x1p64),
  /** Signed 64-bit integer. */
  INT64(8, -0x1p63, 0x1p63),
  /** IEEE 754 single precision. */
  FLOAT32(4, -Float.MAX_VALUE, Float.MAX_VALUE),
  /** IEEE 754 double precision. */
  FLOAT64(8, -Double.MAX_VALUE, Double.MAX_VALUE),
  /** Quadruple precision; recognised, but neither read nor written. */
  FLOAT128(16, Double.NaN, Double.NaN),
  /** Two single-precision numbers; recognised, but neither read nor written. */
  COMPLEX64(8, Double.NaN, Double.NaN),
  /** Two double-precision numbers; recognised, but neither read nor written. */
  COMPLEX128(16, Double.NaN, Double.NaN),
  /** Two quadruple-precision numbers; recognised, but neither read nor written. */
  COMPLEX256(32, Double.NaN, Double.NaN),
  /** Red, green and blue bytes; recognised, but neither read nor written. */
  RGB24(3, Double.NaN, Double.NaN),
  /** Red, green, blue and alpha bytes; recognised, but neither read nor written. */
  RGBA32(4, Double.NaN, Double.NaN);

  private final int bytes;
  private final double min;
  private final double max;

  DataType(int bytes, double min, double max) {
    this.bytes = bytes;
    this.min = min;
    this.max = max;
  }

  /**
   * Size of one voxel.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Returns whether a voxel is one real number, which is what this library reads and writes.
   *
   * @return false for complex, colour and quadruple precision
   */
  public boolean isScalar() {
    return !Double.isNaN(max);
  }

  /**
   * Returns whether a voxel is a whole number.
   *
   * @return true for the eight integer types
   */
  public boolean isInteger() {
    return isScalar() && this != FLOAT32 && this != FLOAT64;
  }

  /**
   * The smallest finite number that a voxel can hold.
   *
   * @return NaN if the type is not scalar
   */
  public double min() {
    return min;
  }

  /**
   * The largest finite number that a voxel can hold; for 64-bit integers the next higher double.
   *
   * @return NaN if the type is not scalar
   */
  public double max() {
    return max;
  }

  /**
   * Reads the name used on the command line.
   *
   * @param name such as {@code int16}, in any case
   * @return the type
   * @throws OmnetException naming the types that can be written
   */
  public static DataType of(String name) {
    StringBuilder known = new StringBuilder();
    for (DataType type : values()) {
      if (type.isScalar()) {
        if (type.toString().equalsIgnoreCase(name)) {
          return type;
        }
        known.append(known.isEmpty() ? "" : ", ").append(type);
      }
    }
    throw new OmnetException("'" + name + "' is no data type; known: " + known);
  }

  /** The name in numpy's and nibabel's spelling, such as {@code int16}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
