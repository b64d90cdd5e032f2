package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A convolution followed by batch normalisation; see {@link ConvBnRelu} for the one with ReLU. */
final class ConvBn extends TensorBlock implements Foldable {
  private final TensorBlock convolution;
  private final ScalableOutputs scalable;
  private final BatchNormalization normalization;
  private boolean folded;

  private <B extends TensorBlock & ScalableOutputs> ConvBn(B convolution, int out) {
    this.convolution = addChildBlock("conv", convolution);
    this.scalable = convolution;
    normalization = addChildBlock("bn", new BatchNormalization(out));
  }

  static ConvBn of(int in, int out) {
    return new ConvBn(new Convolution3d(in, out, 3), out);
  }

  /** With a transposed convolution, which doubles depth, height and width. */
  static ConvBn up(int in, int out) {
    return new ConvBn(new UpConvolution(in, out), out);
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    NDArray y = convolution.apply(pass, x);
    if (!folded) {
      return normalization.apply(pass, y);
    }
    if (pass.training()) {
      throw new IllegalStateException("batch normalisation is folded away; train an unfolded net");
    }
    return y;
  }

  @Override
  boolean isFolded() {
    return folded;
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = convolution.trace(trace, LayerTrace.join(path, "conv"), x);
    return normalization.trace(trace, LayerTrace.join(path, "bn"), y);
  }

  @Override
  public void fold() {
    if (!folded) {
      normalization.foldInto(scalable);
      folded = true;
    }
  }
}
