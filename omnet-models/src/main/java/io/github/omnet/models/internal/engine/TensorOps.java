package io.github.omnet.models.internal.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.natives.LayerPrecision;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * The operators that the engines under DJL do not offer alike. Arrays are N, C, D, H, W with W
 * fastest.
 */
public interface TensorOps {
  /**
   * The operators for the engine that an array lives on.
   *
   * @param array any array
   * @return operators for its engine
   */
  static TensorOps of(NDArray array) {
    boolean mxnet =
        array.getManager().getEngine().getEngineName().equals(EngineKind.MXNET.djlName());
    return mxnet ? MxNetOps.INSTANCE : PyTorchOps.INSTANCE;
  }

  /**
   * A number as an operand of what is differentiated. {@code x.mul(2)} gives wrong gradients on
   * PyTorch now and then: DJL wraps the number in an array over Java memory and closes it at once,
   * while the gradient still has to be computed from it, and the garbage collector may free it
   * before. The same goes for {@code div}, {@code pow}, {@code minimum} and {@code maximum}; sums
   * and differences need no operand for their gradients.
   *
   * @param near what the number is to be combined with
   * @param value the number
   * @return an array without axes that lives as long as the manager of {@code near}
   */
  static NDArray constant(NDArray near, double value) {
    return array(near.getManager(), new float[] {(float) value}, new Shape());
  }

  /**
   * An array with given values. DJL's own {@code create(float[], Shape)} copies them to direct
   * memory that nothing refers to any more while MXNet reads it: the garbage collector may free it
   * in the middle.
   *
   * @param manager owns the array
   * @param values as many as the shape holds, last axis fastest; copied
   * @param shape extents
   * @return the array
   */
  static NDArray array(NDManager manager, float[] values, Shape shape) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, values.length))
            .order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(values);
    try {
      return manager.create(buffer, shape, DataType.FLOAT32);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Puts the input of a network into the order in memory that the engine is fastest with. The
   * layers keep it.
   *
   * @param x N, C, D, H, W
   * @return the same values with the same axes; {@code x} itself where nothing changes
   */
  NDArray input(NDArray x);

  /**
   * Lets the calling thread compute convolutions in a precision, until the result is closed.
   *
   * @param precision not {@link Precision#AUTO}
   * @return closes without an exception
   * @throws EngineUnavailableException if the engine cannot
   */
  LayerPrecision computeIn(Precision precision);

  /**
   * An array as 32-bit floats, differentiable, which DJL's {@code toType} is not.
   *
   * @param x any array with five axes, in whatever precision a layer left it
   * @return {@code x} itself if the engine knows no other numbers
   */
  NDArray float32(NDArray x);

  /**
   * What each task gets of an array in which the patches of all streams follow each other: its own
   * and those of the streams before it.
   *
   * @param x N, C, D, H, W
   * @param streams patches in each stream, together at most N
   * @return for each stream the patches of {@code x} up to its end
   */
  default NDList upToEach(NDArray x, int[] streams) {
    NDList firsts = new NDList(streams.length);
    long end = 0;
    for (int patches : streams) {
      end += patches;
      firsts.add(first(x, end));
    }
    return firsts;
  }

  /**
   * Cuts along N.
   *
   * @param x any array
   * @param count entries to keep
   * @return the first so many entries; {@code x} itself if it has no more
   */
  static NDArray first(NDArray x, long count) {
    return count == x.getShape().get(0) ? x : x.get("0:" + count);
  }

  /**
   * Convolution with a cubic kernel, stride 1 and zeros around the array, so that depth, height and
   * width stay.
   *
   * @param x N, in, D, H, W
   * @param weight out, in, K, K, K with K odd
   * @param bias out
   * @param training whether gradients are wanted
   * @return N, out, D, H, W; in training in bfloat16 some layers compute in 32-bit floats
   */
  NDArray convolution(NDArray x, NDArray weight, NDArray bias, boolean training);

  /**
   * Transposed convolution with kernel 2 and stride 2 along each axis: doubles depth, height and
   * width, {@code y[n,o,2d+a,2h+b,2w+c] = bias[o] + sum_i x[n,i,d,h,w] * weight[i,o,a,b,c]}.
   *
   * @param x N, in, D, H, W
   * @param weight in, out, 2, 2, 2
   * @param bias out
   * @return N, out, 2D, 2H, 2W
   */
  NDArray upConvolution(NDArray x, NDArray weight, NDArray bias);

  /**
   * Batch normalisation over N, D, H and W for each channel with the statistics of this batch;
   * moves the running statistics: {@code running = momentum * running + (1 - momentum) * batch}.
   *
   * @param x N, C, D, H, W
   * @param gamma scale, C
   * @param beta shift, C
   * @param mean running mean, C, changed in place
   * @param variance running variance, C, changed in place
   * @param epsilon added to the variance
   * @param momentum share of the running statistics that stays, in [0, 1]
   * @return N, C, D, H, W
   */
  NDArray batchNormTraining(
      NDArray x,
      NDArray gamma,
      NDArray beta,
      NDArray mean,
      NDArray variance,
      float epsilon,
      float momentum);

  /**
   * The sum of two arrays of one shape.
   *
   * @param a N, C, D, H, W
   * @param b the same
   * @param overwrite whether the sum may replace {@code a}; not while gradients are recorded
   * @return a new array, or {@code a}
   */
  NDArray sum(NDArray a, NDArray b, boolean overwrite);

  /**
   * The larger of each value and 0.
   *
   * @param x any array
   * @param overwrite whether the result may replace {@code x}, or {@code x} be closed; not while
   *     gradients are recorded
   * @return a new array, or {@code x}
   */
  NDArray relu(NDArray x, boolean overwrite);

  /**
   * Makes sure that the next backward pass gives its gradient alone, also after one that was not
   * finite. MXNet overwrites the one before; PyTorch adds to it.
   *
   * @param gradient of a parameter, once it has been used
   */
  void forget(NDArray gradient);

  /**
   * Waits for an array and makes its values readable, without a copy where the engine allows.
   *
   * @param array of floats
   * @param room direct memory for the array, in native byte order, asked for only if needed
   * @return the values in native byte order, last axis fastest; valid while the array is
   */
  ByteBuffer bytes(NDArray array, Supplier<ByteBuffer> room);
}
