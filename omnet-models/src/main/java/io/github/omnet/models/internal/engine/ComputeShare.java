package io.github.omnet.models.internal.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.engine.Engines;

/**
 * A device and the share of its compute threads that one pass of a network uses, so that several
 * passes can run at the same time without more threads than processors.
 *
 * <p>Make the input of the pass by {@link #upload} and call the engine between {@link #enter()} and
 * {@link #leave()}. A share belongs to one thread at a time.
 */
public interface ComputeShare extends AutoCloseable {
  /**
   * Returns the device on which the pass keeps its arrays.
   *
   * @return the device asked for
   */
  Device device();

  /**
   * Returns the number of threads that the pass computes with.
   *
   * @return at least 1; 0 where the engine decides, as on a GPU
   */
  int threads();

  /**
   * Makes the input of a pass. Operators compute where their first operand lies, so all that is
   * computed from it stays with this share.
   *
   * @param buffer memory on the way
   * @param manager owns the array
   * @param values the first {@code shape.size()} are taken, last axis fastest
   * @param shape extents
   * @return the array
   */
  default NDArray upload(HostBuffer buffer, NDManager manager, float[] values, Shape shape) {
    return buffer.upload(manager, values, shape);
  }

  /** Limits the calling thread to this share until {@link #leave()}. */
  void enter();

  /** Gives the calling thread back the threads that it had before {@link #enter()}. */
  void leave();

  /** Makes the share free for other passes. */
  @Override
  void close();

  /**
   * Divides the compute threads of a device.
   *
   * @param engine which engine runs the passes; it is started if it does not run yet
   * @param device where
   * @param passes how many passes run at the same time, at least 1
   * @return the share of one of them; a GPU and a single pass are not divided
   * @throws EngineUnavailableException if the engine does not start
   */
  static ComputeShare of(EngineKind engine, Device device, int passes) {
    Engines.start(engine);
    if (passes == 1 || device.isGpu()) {
      return new WholeDevice(device);
    }
    int threads = Math.max(1, OpenMp.threads(engine) / passes);
    try {
      return engine == EngineKind.MXNET
          ? MxNetShare.of(device, threads)
          : PyTorchShare.of(device, threads);
    } catch (LinkageError e) {
      System.getLogger(ComputeShare.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Parallel passes of {0} each use all threads, because the number cannot be set"
                  + " ({1}). Set OMP_NUM_THREADS={2} before Java starts.",
              engine,
              e.getMessage(),
              threads);
      return new WholeDevice(device);
    }
  }
}
