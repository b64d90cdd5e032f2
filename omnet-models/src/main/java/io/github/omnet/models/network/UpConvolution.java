package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;

/** A transposed convolution with kernel 2, stride 2 and a bias: doubles depth, height and width. */
final class UpConvolution extends TensorBlock implements ScalableOutputs {
  private static final int CORNERS = 8;

  private final int in;
  private final int out;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Builds the layer.
   *
   * @param in channels of the input
   * @param out channels of the output
   */
  public UpConvolution(int in, int out) {
    this.in = in;
    this.out = out;
    weight = learned("weight", Parameter.Type.WEIGHT, new Shape(in, out, 2, 2, 2));
    bias = learned("bias", Parameter.Type.BIAS, new Shape(out));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    return TensorOps.of(x).upConvolution(x, pass.value(weight, x), pass.value(bias, x));
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = new Shape(x.get(0), out, 2 * x.get(2), 2 * x.get(3), 2 * x.get(4));
    long weights = (long) in * out * CORNERS;
    // Every output voxel takes from one input voxel.
    trace.add(path, "UpConv2x2x2", y, weights + out, (long) in * out * LayerTrace.positions(y));
    return y;
  }

  @Override
  public void scaleOutputs(float[] scale, float[] shift) {
    float[] w = weight.getArray().toFloatArray();
    for (int n = 0; n < w.length; n++) {
      w[n] *= scale[n / CORNERS % out];
    }
    BlockParameters.setValues(weight, weight.getArray().getManager(), w);
    ScalableOutputs.scaleBias(bias, scale, shift);
  }
}
