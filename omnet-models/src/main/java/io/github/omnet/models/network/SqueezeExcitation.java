package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.omnet.models.internal.engine.TensorOps;

/**
 * Squeeze-and-excitation (Hu et al., CVPR 2018): scales each channel by {@code sigmoid(W2 relu(W1
 * mean(x)))}, the mean over the patch. The result depends on the patch's extent.
 */
final class SqueezeExcitation extends TensorBlock {
  private static final int[] VOXELS = {2, 3, 4};

  private final Convolution3d reduce;
  private final Convolution3d expand;

  /**
   * Builds the block.
   *
   * @param channels of input and output
   * @param ratio how many times fewer there are in between, rounded down but at least one
   */
  public SqueezeExcitation(int channels, int ratio) {
    int between = Math.max(1, channels / ratio);
    reduce = addChildBlock("reduce", new Convolution3d(channels, between, 1));
    expand = addChildBlock("expand", new Convolution3d(between, channels, 1));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    long voxels = LayerTrace.positions(x.getShape()) / x.getShape().get(0);
    // Not mean: PyTorch under DJL takes it over one axis at a time.
    NDArray mean = x.sum(VOXELS, true).div(TensorOps.constant(x, (double) voxels));
    NDArray squeezed = Activation.relu(reduce.apply(pass, mean));
    return x.mul(Activation.sigmoid(expand.apply(pass, squeezed)));
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = new Shape(x.get(0), x.get(1), 1, 1, 1);
    y = reduce.trace(trace, LayerTrace.join(path, "reduce"), y);
    expand.trace(trace, LayerTrace.join(path, "expand"), y);
    return x;
  }
}
