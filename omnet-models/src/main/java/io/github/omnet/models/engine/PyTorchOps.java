package io.github.omnet.models.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** DJL's PyTorch engine has no transposed convolution; the rest is there. */
final class PyTorchOps implements TensorOps {
  static final PyTorchOps INSTANCE = new PyTorchOps();

  private static final NDIndex EVERYTHING = new NDIndex("...");

  private PyTorchOps() {}

  @Override
  public NDArray pointwise(NDArray x, NDArray weight, NDArray bias, boolean training) {
    return Conv3d.conv3d(x, weight, bias).singletonOrThrow();
  }

  /**
   * A 1x1x1 convolution to eight channels for every output channel, one for each corner of the
   * 2x2x2 cell, which are then moved from the channels to their places, axis by axis.
   */
  @Override
  public NDArray upConvolution(NDArray x, NDArray weight, NDArray bias) {
    long in = weight.getShape().get(0);
    long out = weight.getShape().get(1);
    Shape s = x.getShape();
    long n = s.get(0);
    long d = s.get(2);
    long h = s.get(3);
    long w = s.get(4);
    // What is made of weights belongs to their manager, which may live for ever, unless told else.
    try (NDManager step = x.getManager().newSubManager()) {
      step.tempAttachAll(weight, bias);
      NDArray corners = weight.reshape(in, out * 8).transpose(1, 0).reshape(out * 8, in, 1, 1, 1);
      NDArray perCorner = bias.reshape(out, 1).repeat(1, 8).reshape(out * 8);
      // Closed at once: PyTorch itself keeps what gradients need.
      try (NDArray cells = Conv3d.conv3d(x, corners, perCorner).singletonOrThrow();
          NDArray split = cells.reshape(n, out, 2, 2, 2, d, h, w);
          NDArray placed = split.transpose(0, 1, 5, 2, 6, 3, 7, 4)) {
        return placed.reshape(n, out, 2 * d, 2 * h, 2 * w);
      }
    }
  }

  @Override
  public NDArray batchNormTraining(
      NDArray x,
      NDArray gamma,
      NDArray beta,
      NDArray mean,
      NDArray variance,
      float epsilon,
      float momentum) {
    return BatchNorm.batchNorm(x, mean, variance, gamma, beta, 1, momentum, epsilon, true)
        .singletonOrThrow();
  }

  @Override
  public NDArray sum(NDArray a, NDArray b, boolean overwrite) {
    return overwrite ? a.addi(b) : a.add(b);
  }

  /** DJL offers none in place; at least the input's memory is free for the next layer. */
  @Override
  public NDArray relu(NDArray x, boolean overwrite) {
    NDArray y = Activation.relu(x);
    if (overwrite) {
      x.close();
    }
    return y;
  }

  @Override
  public void forget(NDArray gradient) {
    // Overwritten: NaN - NaN and 0 * NaN are NaN.
    try (NDArray zero = gradient.getManager().create(0f)) {
      gradient.set(EVERYTHING, zero);
    }
  }

  /** A view of the tensor's own memory; of one on a GPU, that of a copy. */
  @Override
  public ByteBuffer bytes(NDArray array, Supplier<ByteBuffer> room) {
    return array.toByteBuffer(true);
  }
}
