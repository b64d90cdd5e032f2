package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.engine.TensorOps;

/**
 * Batch normalisation by channel with scale and shift. In training the statistics are those of the
 * batch, in use the running ones, which can be folded into the layer before.
 */
final class BatchNormalization extends TensorBlock {
  /** Added to the variance; the release's value. */
  public static final float EPSILON = 1e-5f;

  /** Share of the running statistics that stays at each step; the release's value. */
  public static final float MOMENTUM = 0.999f;

  private final int channels;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter mean;
  private final Parameter variance;

  BatchNormalization(int channels) {
    this.channels = channels;
    Shape shape = new Shape(channels);
    gamma = learned("gamma", Parameter.Type.GAMMA, shape);
    beta = learned("beta", Parameter.Type.BETA, shape);
    mean = statistic("mean", Parameter.Type.RUNNING_MEAN, shape);
    variance = statistic("variance", Parameter.Type.RUNNING_VAR, shape);
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    NDArray scale = pass.value(gamma, x);
    NDArray shift = pass.value(beta, x);
    NDArray m = pass.value(mean, x);
    NDArray v = pass.value(variance, x);
    if (pass.training()) {
      return TensorOps.of(x).batchNormTraining(x, scale, shift, m, v, EPSILON, pass.bnMomentum());
    }
    // Written out: MXNet refuses its operator's inference mode while gradients are recorded.
    Shape perChannel = new Shape(1, channels, 1, 1, 1);
    try (NDManager step = x.getManager().newSubManager()) {
      step.tempAttachAll(scale, shift, m, v);
      NDArray factor = v.add(EPSILON).sqrt().getNDArrayInternal().rdiv(1).mul(scale);
      return x.mul(factor.reshape(perChannel)).add(shift.sub(m.mul(factor)).reshape(perChannel));
    }
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    trace.add(path, "BatchNorm", x, 4L * channels, 0);
    return x;
  }

  /** Moves scale, shift and running statistics into the layer whose output this one normalises. */
  void foldInto(ScalableOutputs layer) {
    float[] g = gamma.getArray().toFloatArray();
    float[] b = beta.getArray().toFloatArray();
    float[] m = mean.getArray().toFloatArray();
    float[] v = variance.getArray().toFloatArray();
    for (int c = 0; c < channels; c++) {
      float scale = (float) (g[c] / Math.sqrt(v[c] + EPSILON));
      b[c] -= m[c] * scale;
      g[c] = scale;
    }
    layer.scaleOutputs(g, b);
  }
}
