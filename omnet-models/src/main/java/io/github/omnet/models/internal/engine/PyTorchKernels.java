package io.github.omnet.models.internal.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.natives.Autocast;

/** Which kernel PyTorch takes for a 3-D convolution on the CPU ({@code ConvParams::use_mkldnn}). */
public final class PyTorchKernels {
  /**
   * A single patch of at most so many channels times depth times height goes to a kernel of
   * PyTorch's own, up to nine times slower than oneDNN's.
   */
  public static final long LARGEST_SLOW = 20_480;

  private PyTorchKernels() {}

  /** Whether a convolution of 32-bit floats would take the slow kernel. */
  static boolean isSlow(NDArray x, NDArray weight) {
    Shape s = x.getShape();
    return s.get(0) == 1
        && s.get(1) * s.get(2) * s.get(3) <= LARGEST_SLOW
        && weight.getShape().get(2) > 1
        && x.getDataType() == DataType.FLOAT32
        && !x.getDevice().isGpu()
        && !Autocast.isActive();
  }
}
