package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;

/** Convolution 3x3x3, batch normalisation, ReLU: the papers' {@code CBR}. */
final class ConvBnRelu extends TensorBlock {
  private final ConvBn body;

  private ConvBnRelu(ConvBn body) {
    this.body = addChildBlock("body", body);
  }

  /**
   * Builds the block.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @return the block
   */
  public static ConvBnRelu of(int in, int out) {
    return new ConvBnRelu(ConvBn.of(in, out));
  }

  /** With a transposed convolution, which doubles depth, height and width. */
  static ConvBnRelu up(int in, int out) {
    return new ConvBnRelu(ConvBn.up(in, out));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    return TensorOps.of(x).relu(body.apply(pass, x), body.isFolded());
  }

  @Override
  boolean isFolded() {
    return body.isFolded();
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    return body.trace(trace, path, x);
  }
}
