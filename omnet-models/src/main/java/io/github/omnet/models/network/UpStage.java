package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;

/** One level of the way up: transposed convolution, BN, ReLU; plus the skip; then a stage. */
final class UpStage extends TensorBlock {
  private final ConvBnRelu up;
  private final ResidualStage stage;

  UpStage(int in, int channels, boolean withExit) {
    up = addChildBlock("up", ConvBnRelu.up(in, channels));
    stage = addChildBlock("stage", new ResidualStage(channels, channels, withExit));
  }

  /** Consumes both arrays. */
  NDArray apply(Pass pass, NDArray x, NDArray skip) {
    NDArray wide = up.consume(pass, x);
    NDArray sum = TensorOps.of(wide).sum(wide, skip, isFolded());
    if (isFolded()) {
      skip.close();
    }
    return stage.consume(pass, sum);
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    throw new UnsupportedOperationException("an up stage needs the skip of its level as well");
  }

  @Override
  boolean isFolded() {
    return up.isFolded();
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = up.trace(trace, LayerTrace.join(path, "up"), x);
    return stage.trace(trace, LayerTrace.join(path, "stage"), y);
  }
}
