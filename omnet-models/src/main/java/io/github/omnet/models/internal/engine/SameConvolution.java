package io.github.omnet.models.internal.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv3d;

/** DJL's convolution, padded so that depth, height and width stay. */
final class SameConvolution {
  private static final Shape ONE = new Shape(1, 1, 1);

  private SameConvolution() {}

  static NDArray of(NDArray x, NDArray weight, NDArray bias) {
    long pad = weight.getShape().get(2) / 2;
    return Conv3d.conv3d(x, weight, bias, ONE, new Shape(pad, pad, pad), ONE).singletonOrThrow();
  }
}
