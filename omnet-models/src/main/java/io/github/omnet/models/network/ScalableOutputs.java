package io.github.omnet.models.network;

import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.network.BlockParameters;

/** A linear layer into whose weights a scale and shift of its output channels can be folded. */
interface ScalableOutputs {
  /**
   * Changes the layer so that its output is {@code scale * (output before) + shift}, by channel.
   */
  void scaleOutputs(float[] scale, float[] shift);

  static void scaleBias(Parameter bias, float[] scale, float[] shift) {
    float[] b = bias.getArray().toFloatArray();
    for (int c = 0; c < b.length; c++) {
      b[c] = b[c] * scale[c] + shift[c];
    }
    BlockParameters.setValues(bias, bias.getArray().getManager(), b);
  }
}
