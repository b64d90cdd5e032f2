package io.github.omnet.models.internal.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.natives.Autocast;
import io.github.omnet.models.internal.natives.LayerPrecision;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** DJL's PyTorch engine has no transposed convolution; the rest is there. */
final class PyTorchOps implements TensorOps {
  static final PyTorchOps INSTANCE = new PyTorchOps();

  private static final NDIndex EVERYTHING = new NDIndex("...");
  private static final NDIndex FIRST = new NDIndex("0:1");

  private PyTorchOps() {}

  /**
   * In memory as N, D, H, W, C, seen as N, C, D, H, W: what PyTorch calls channels last, and its
   * layers keep.
   */
  @Override
  public NDArray input(NDArray x) {
    Shape s = x.getShape();
    try (NDArray last = x.transpose(0, 2, 3, 4, 1);
        // Flat: the only way in DJL to have the values of a turned array moved in memory.
        NDArray moved = last.reshape(-1);
        NDArray ordered = moved.reshape(s.get(0), s.get(2), s.get(3), s.get(4), s.get(1))) {
      return ordered.transpose(0, 4, 1, 2, 3);
    }
  }

  @Override
  public LayerPrecision computeIn(Precision precision) {
    if (precision == Precision.BFLOAT16) {
      try {
        return Autocast.begin();
      } catch (UnsupportedOperationException e) {
        throw new EngineUnavailableException(String.valueOf(e.getMessage()), e);
      }
    }
    return Autocast.isActive() ? Autocast.pause() : LayerPrecision.UNCHANGED;
  }

  /** By a sum: of two types PyTorch takes the wider one. */
  @Override
  public NDArray float32(NDArray x) {
    return x.getDataType() == DataType.FLOAT32
        ? x
        : x.add(TensorOps.array(x.getManager(), new float[1], new Shape(1, 1, 1, 1, 1)));
  }

  /**
   * Cuts once and puts the parts together for each task. So the gradient is put together from parts
   * too, in the order of memory that they have. The gradient of {@code get} is an array of zeros in
   * plain order, with the part copied in, and all layers before it would compute in that order. So
   * it would be if the last task took {@code x} itself: no gradient comes to the last part then,
   * and zeros in plain order take its place.
   */
  @Override
  public NDList upToEach(NDArray x, int[] streams) {
    long[] ends = IntStream.of(streams).asLongStream().toArray();
    Arrays.parallelPrefix(ends, Long::sum);
    long all = x.getShape().get(0);
    long[] cuts = LongStream.of(ends).filter(end -> end < all).distinct().toArray();
    if (cuts.length == 0) {
      return TensorOps.super.upToEach(x, streams);
    }
    NDList parts = x.split(cuts);
    NDList firsts = new NDList(streams.length);
    for (long end : ends) {
      int cutBefore = (int) LongStream.of(cuts).filter(cut -> cut < end).count();
      NDList own = parts.subNDList(0, cutBefore + 1);
      firsts.add(own.size() == 1 ? own.get(0) : NDArrays.concat(own));
    }
    return firsts;
  }

  /**
   * Computes around four faults of PyTorch 2.7.1 (oneDNN 3.7), see docs/lab/engines.md:
   *
   * <ul>
   *   <li>One input channel, in bfloat16: the output and the gradient of the input are wrong.
   *   <li>One input channel and kernel 3, in 32-bit floats: the gradient of the input is wrong for
   *       more than one patch. In both cases the layer gets a second channel of zeros.
   *   <li>An odd number of output channels, in bfloat16: the gradient of the input is wrong. The
   *       layer learns in 32-bit floats.
   *   <li>An input of depth 2 and kernel 3, in bfloat16: the gradient of the weights is wrong. The
   *       input gets a third slice of zeros.
   * </ul>
   */
  @Override
  public NDArray convolution(NDArray x, NDArray weight, NDArray bias, boolean training) {
    boolean narrow = Autocast.isActive();
    Shape w = weight.getShape();
    boolean ofNeighbours = w.get(2) > 1;
    if (w.get(1) == 1 && (narrow || (training && ofNeighbours))) {
      return ofTwoChannels(x, weight, bias, training);
    }
    if (narrow && training && w.get(0) % 2 == 1) {
      return inFloat32(x, weight, bias);
    }
    if (narrow && training && ofNeighbours && x.getShape().get(2) == 2) {
      return ofThreeSlices(x, weight, bias);
    }
    boolean alone = !training && PyTorchKernels.isSlow(x, weight);
    return alone ? beside(x, weight, bias) : SameConvolution.of(x, weight, bias);
  }

  private NDArray inFloat32(NDArray x, NDArray weight, NDArray bias) {
    LayerPrecision until = Autocast.pause();
    try {
      NDArray wide = float32(x);
      NDArray y = SameConvolution.of(wide, weight, bias);
      if (wide != x) {
        // PyTorch itself keeps what gradients need.
        wide.close();
      }
      return y;
    } finally {
      until.close();
    }
  }

  /** The zeros come first: so what is made of weights belongs to the manager of the input. */
  private NDArray ofTwoChannels(NDArray x, NDArray weight, NDArray bias, boolean training) {
    NDManager step = x.getManager();
    try (NDArray none = step.zeros(x.getShape());
        NDArray noWeight = step.zeros(weight.getShape());
        NDArray both = none.concat(x, 1);
        NDArray two = input(both);
        NDArray ofTwo = noWeight.concat(weight, 1)) {
      return convolution(two, ofTwo, bias, training);
    }
  }

  /** The third slice is 0, as the margin is that a convolution of two slices sees there. */
  private NDArray ofThreeSlices(NDArray x, NDArray weight, NDArray bias) {
    Shape s = x.getShape();
    Shape ofSlice = new Shape(s.get(0), s.get(1), 1, s.get(3), s.get(4));
    try (NDArray plain = x.getManager().zeros(ofSlice);
        // Arrays of one order in memory keep it when they are put together.
        NDArray slice = input(plain);
        NDArray three = x.concat(slice, 2);
        NDArray y = SameConvolution.of(three, weight, bias)) {
      return y.get(":, :, 0:2");
    }
  }

  /** Twice the same patch, of which the second result is dropped. */
  private static NDArray beside(NDArray x, NDArray weight, NDArray bias) {
    try (NDArray two = x.concat(x, 0);
        NDArray both = SameConvolution.of(two, weight, bias)) {
      return both.get(FIRST);
    }
  }

  /**
   * A 1x1x1 convolution to eight channels for every output channel, one for each corner of the
   * 2x2x2 cell, which are then moved from the channels to their places. Channels come last in
   * memory, so whole voxels move.
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
      NDArray corners = weight.reshape(in, out, 8).transpose(2, 1, 0).reshape(8 * out, in, 1, 1, 1);
      NDArray perCorner = bias.reshape(1, out).repeat(0, 8).reshape(8 * out);
      // Closed at once: PyTorch itself keeps what gradients need.
      try (NDArray cells = Conv3d.conv3d(x, corners, perCorner).singletonOrThrow();
          NDArray last = cells.transpose(0, 2, 3, 4, 1);
          NDArray split = last.reshape(n, d, h, w, 2, 2, 2, out);
          NDArray placed = split.transpose(0, 1, 4, 2, 5, 3, 6, 7);
          NDArray joined = placed.reshape(n, 2 * d, 2 * h, 2 * w, out)) {
        return joined.transpose(0, 4, 1, 2, 3);
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
