package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;
import org.jspecify.annotations.Nullable;

/**
 * One level of the FusionNet: {@code x0 = CBR(in); r = Conv+BN(CBR(CBR(x0))); y = ReLU(x0 + r); out
 * = CBR(y)}. The last level of the backbone leaves the final CBR to the task heads.
 */
final class ResidualStage extends TensorBlock {
  private final ConvBnRelu entry;
  private final ConvBnRelu first;
  private final ConvBnRelu second;
  private final ConvBn third;
  private final @Nullable ConvBnRelu exit;

  /**
   * Builds the stage.
   *
   * @param in channels of the input
   * @param channels channels of the output and of everything inside
   * @param withExit whether the final CBR belongs to it
   */
  public ResidualStage(int in, int channels, boolean withExit) {
    entry = addChildBlock("entry", ConvBnRelu.of(in, channels));
    first = addChildBlock("first", ConvBnRelu.of(channels, channels));
    second = addChildBlock("second", ConvBnRelu.of(channels, channels));
    third = addChildBlock("third", ConvBn.of(channels, channels));
    exit = withExit ? addChildBlock("exit", ConvBnRelu.of(channels, channels)) : null;
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    NDArray x0 = entry.apply(pass, x);
    NDArray r = third.consume(pass, second.consume(pass, first.apply(pass, x0)));
    TensorOps ops = TensorOps.of(x0);
    NDArray y = ops.relu(ops.sum(r, x0, isFolded()), isFolded());
    if (isFolded()) {
      x0.close();
    }
    return exit == null ? y : exit.consume(pass, y);
  }

  @Override
  boolean isFolded() {
    return entry.isFolded();
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = entry.trace(trace, LayerTrace.join(path, "entry"), x);
    y = first.trace(trace, LayerTrace.join(path, "first"), y);
    y = second.trace(trace, LayerTrace.join(path, "second"), y);
    y = third.trace(trace, LayerTrace.join(path, "third"), y);
    return exit == null ? y : exit.trace(trace, LayerTrace.join(path, "exit"), y);
  }
}
