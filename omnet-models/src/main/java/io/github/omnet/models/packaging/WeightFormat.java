package io.github.omnet.models.packaging;

/**
 * How a package stores the weights of convolutions. Biases and normalisation are 32-bit floats in
 * each of them, and every engine computes with what it reads, in its own precision.
 */
public enum WeightFormat {
  /** 32-bit floats, as they were trained. */
  FLOAT32("F32", 4),

  /** 16-bit floats, IEEE 754 binary16: half the size, probabilities that differ in digit three. */
  FLOAT16("F16", 2),

  /**
   * 8-bit whole numbers from -127 to 127, and for each slice along the first axis (an output
   * channel of a convolution, an input channel of a transposed one) a 32-bit float that they are
   * multiplied by: a quarter of the size. Measure what that costs a model before it is used.
   */
  INT8("I8", 1);

  private final String code;
  private final int bytes;

  WeightFormat(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Its name in the header of a safetensors file. */
  String code() {
    return code;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }
}
