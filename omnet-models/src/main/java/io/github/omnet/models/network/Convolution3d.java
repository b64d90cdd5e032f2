package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;

/**
 * A 3-D convolution with a cubic kernel, stride 1 and a bias, that keeps depth, height and width.
 */
final class Convolution3d extends TensorBlock implements ScalableOutputs {
  private final int in;
  private final int out;
  private final int kernel;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Builds the layer.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel voxels along each side of the kernel, odd
   */
  public Convolution3d(int in, int out, int kernel) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    weight = learned("weight", Parameter.Type.WEIGHT, new Shape(out, in, kernel, kernel, kernel));
    bias = learned("bias", Parameter.Type.BIAS, new Shape(out));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    return TensorOps.of(x)
        .convolution(x, pass.value(weight, x), pass.value(bias, x), pass.training());
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = new Shape(x.get(0), out, x.get(2), x.get(3), x.get(4));
    long weights = (long) in * out * kernel * kernel * kernel;
    String kind = "Conv" + kernel + "x" + kernel + "x" + kernel;
    trace.add(path, kind, y, weights + out, weights * LayerTrace.positions(y));
    return y;
  }

  @Override
  public void scaleOutputs(float[] scale, float[] shift) {
    float[] w = weight.getArray().toFloatArray();
    int perOutput = w.length / out;
    for (int n = 0; n < w.length; n++) {
      w[n] *= scale[n / perOutput];
    }
    BlockParameters.setValues(weight, weight.getArray().getManager(), w);
    ScalableOutputs.scaleBias(bias, scale, shift);
  }
}
