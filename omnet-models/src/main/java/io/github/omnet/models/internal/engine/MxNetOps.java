package io.github.omnet.models.internal.engine;

import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.util.PairList;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.natives.LayerPrecision;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** What MXNet does itself, and a way around what it does wrong. */
final class MxNetOps implements TensorOps {
  static final MxNetOps INSTANCE = new MxNetOps();

  private MxNetOps() {}

  /** MXNet puts arrays in order by itself, and knows no other numbers. */
  @Override
  public NDArray input(NDArray x) {
    return x;
  }

  @Override
  public LayerPrecision computeIn(Precision precision) {
    if (precision == Precision.BFLOAT16) {
      throw new EngineUnavailableException("MXNet does not compute in bfloat16; choose float32");
    }
    return LayerPrecision.UNCHANGED;
  }

  @Override
  public NDArray float32(NDArray x) {
    return x;
  }

  @Override
  public NDArray convolution(NDArray x, NDArray weight, NDArray bias, boolean training) {
    boolean pointwise = weight.getShape().get(2) == 1;
    return pointwise && !training ? filled(x, weight, bias) : SameConvolution.of(x, weight, bias);
  }

  /**
   * A 1x1x1 convolution. Where oneDNN's kernels for blocks of channels would have to round the
   * number of outputs up, MXNet takes a slow matrix product instead. So outputs that nobody wants
   * fill the last block. Not in training, where the way back costs more than it saves.
   */
  private static NDArray filled(NDArray x, NDArray weight, NDArray bias) {
    long in = weight.getShape().get(1);
    long out = weight.getShape().get(0);
    long block = in % 16 == 0 ? 16 : 8;
    long spare = in % block > 0 ? 0 : (block - out % block) % block;
    if (spare == 0) {
      return SameConvolution.of(x, weight, bias);
    }
    MxNDManager manager = (MxNDManager) x.getManager();
    try (NDArray noWeights = manager.zeros(new Shape(spare, in, 1, 1, 1));
        NDArray noBias = manager.zeros(new Shape(spare));
        NDArray weights = concatenated(manager, weight, noWeights);
        NDArray biases = concatenated(manager, bias, noBias);
        NDArray y = SameConvolution.of(x, weights, biases)) {
      PairList<String, Object> options = new PairList<>();
      options.add("axis", 1);
      options.add("begin", 0);
      options.add("end", out);
      return manager.invoke("slice_axis", new NDList(y), options).singletonOrThrow();
    }
  }

  private static NDArray concatenated(MxNDManager manager, NDArray a, NDArray b) {
    PairList<String, Object> options = new PairList<>();
    options.add("num_args", 2);
    options.add("dim", 0);
    return manager.invoke("Concat", new NDList(a, b), options).singletonOrThrow();
  }

  @Override
  public NDArray upConvolution(NDArray x, NDArray weight, NDArray bias) {
    PairList<String, Object> options = new PairList<>();
    options.add("kernel", new Shape(2, 2, 2));
    options.add("stride", new Shape(2, 2, 2));
    options.add("num_filter", weight.getShape().get(1));
    options.add("no_bias", false);
    return ((MxNDManager) x.getManager())
        .invoke("Deconvolution", new NDList(x, weight, bias), options)
        .singletonOrThrow();
  }

  /**
   * Batch normalisation of a 5-D array fails after a convolution ({@code Check failed: !is_view},
   * in a later call); of the same values seen as 4-D it is right, and uses oneDNN's kernel.
   */
  @Override
  public NDArray batchNormTraining(
      NDArray x,
      NDArray gamma,
      NDArray beta,
      NDArray mean,
      NDArray variance,
      float epsilon,
      float momentum) {
    Shape shape = x.getShape();
    NDArray flat = x.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3), shape.get(4));
    return BatchNorm.batchNorm(flat, mean, variance, gamma, beta, 1, momentum, epsilon, true)
        .singletonOrThrow()
        .reshape(shape);
  }

  /**
   * Convolutions leave their output with channels last, oneDNN's sum keeps it so. {@code
   * NDArray.add} knows nothing of it: both arrays are put in order first, and the sum back before
   * it is used.
   */
  @Override
  public NDArray sum(NDArray a, NDArray b, boolean overwrite) {
    PairList<String, Object> options = new PairList<>();
    options.add("num_args", 2);
    return invoke("add_n", overwrite, options, a, b);
  }

  @Override
  public NDArray relu(NDArray x, boolean overwrite) {
    PairList<String, Object> options = new PairList<>();
    options.add("act_type", "relu");
    return invoke("Activation", overwrite, options, x);
  }

  /** The result in a new array or in the first operand's. */
  private static NDArray invoke(
      String name, boolean overwrite, PairList<String, Object> options, NDArray... operands) {
    MxNDManager manager = (MxNDManager) operands[0].getManager();
    if (!overwrite) {
      return manager.invoke(name, operands, options);
    }
    manager.invoke(name, operands, new NDArray[] {operands[0]}, options);
    return operands[0];
  }

  @Override
  public void forget(NDArray gradient) {
    // Overwritten by the next backward pass.
  }

  /** DJL's own way makes a new direct buffer each time, which only the garbage collector frees. */
  @Override
  public ByteBuffer bytes(NDArray array, Supplier<ByteBuffer> room) {
    ByteBuffer target = room.get();
    Pointer from = ((MxNDArray) array).getHandle();
    JnaUtils.syncCopyToCPU(
        from, Native.getDirectBufferPointer(target), Math.toIntExact(array.size()));
    return target;
  }
}
