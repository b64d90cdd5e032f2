package io.github.omnet.models.internal.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.PointerByReference;
import io.github.omnet.models.engine.EngineUnavailableException;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A numbered CPU device of MXNet with its own worker. MXNet computes every operator of one device
 * on one worker thread, in turn, so passes that are to run at the same time need a device each:
 * {@code cpu(1)}, {@code cpu(2)} and so on. An operator computes on the device of its first
 * operand. {@code cpu(0)} stays undivided for everybody else and keeps the weights.
 *
 * <p>{@code OMP_NUM_THREADS} counts for the whole process and only until MXNet is loaded. The
 * worker itself can be limited at any time, by a function that runs on it.
 */
final class MxNetShare implements ComputeShare {
  private static final BitSet USED = new BitSet();
  private static final int SECONDS = 60;

  /** Value of {@code Context::kCPU} in MXNet's {@code base.h}. */
  private static final int CPU = 1;

  private final int number;
  private final int threads;

  private final Device device;

  private MxNetShare(Device device, int number, int threads) {
    this.device = device;
    this.number = number;
    this.threads = threads;
  }

  /** Takes the first free device and limits its worker. */
  static MxNetShare of(Device device, int threads) {
    int number;
    synchronized (USED) {
      number = USED.nextClearBit(1);
      USED.set(number);
    }
    MxNetShare share = new MxNetShare(device, number, threads);
    try {
      share.limitWorker();
      return share;
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public void close() {
    synchronized (USED) {
      USED.clear(number);
    }
  }

  /** DJL can name only one CPU to MXNet, so the array is made by MXNet's own function. */
  @Override
  public NDArray upload(HostBuffer buffer, NDManager manager, float[] values, Shape shape) {
    PointerByReference handle = new PointerByReference();
    int[] extents = LongStream.of(shape.getShape()).mapToInt(Math::toIntExact).toArray();
    int now = 0;
    int float32 = 0;
    Object[] arguments = {extents, extents.length, CPU, number, now, float32, handle};
    int failed = library().getFunction("MXNDArrayCreateEx").invokeInt(arguments);
    if (failed != 0) {
      throw new EngineException("MXNet made no array of " + shape + " on cpu(" + number + ")");
    }
    NDArray array = ((MxNDManager) manager).create(handle.getValue());
    array.set(buffer.filled(values, Math.toIntExact(shape.size())));
    return array;
  }

  /** Returns the number of the device, from 1. */
  int number() {
    return number;
  }

  private static NativeLibrary library() {
    return NativeLibrary.getInstance(LibUtils.getLibName());
  }

  private void limitWorker() {
    NativeLibrary mxnet = library();
    OpenMp openMp = new OpenMp(mxnet);
    CountDownLatch done = new CountDownLatch(1);
    MxnetLibrary.EngineSyncFunc task =
        (context, parameter) -> {
          openMp.set(threads);
          done.countDown();
        };
    try (Memory context = new Memory(2L * Integer.BYTES)) {
      context.setInt(0, CPU);
      context.setInt(Integer.BYTES, number);
      Object[] arguments = {
        task, null, null, context, null, 0, null, 0, null, 0, "omnet_threads_of_worker"
      };
      int failed = mxnet.getFunction("MXEnginePushSync").invokeInt(arguments);
      if (failed != 0 || !awaits(done)) {
        throw new EngineUnavailableException(
            "MXNet did not run a function on the worker of cpu("
                + number
                + "), which is needed to give each parallel pass its threads;"
                + " open the segmenter with one pass");
      }
    }
  }

  private static boolean awaits(CountDownLatch done) {
    boolean interrupted = false;
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (true) {
        try {
          return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // The function runs whatever happens here, and must not find its memory freed.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
