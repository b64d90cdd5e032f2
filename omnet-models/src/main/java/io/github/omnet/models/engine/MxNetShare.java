package io.github.omnet.models.engine;

import ai.djl.Device;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A numbered CPU device of MXNet with its own worker. MXNet computes every operator of one device
 * on one worker thread, in turn, so passes that are to run at the same time need a device each:
 * {@code cpu(1)}, {@code cpu(2)} and so on. {@code cpu(0)} stays undivided for everybody else.
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

  private MxNetShare(int number, int threads) {
    this.number = number;
    this.threads = threads;
  }

  /** Takes the first free device and limits its worker. */
  static MxNetShare of(int threads) {
    int number;
    synchronized (USED) {
      number = USED.nextClearBit(1);
      USED.set(number);
    }
    MxNetShare share = new MxNetShare(number, threads);
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
    return Device.of("cpu", number);
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

  private void limitWorker() {
    NativeLibrary mxnet = NativeLibrary.getInstance(LibUtils.getLibName());
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
