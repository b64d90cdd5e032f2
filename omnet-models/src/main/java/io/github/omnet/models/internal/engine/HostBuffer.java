package io.github.omnet.models.internal.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers on their way between a Java array and an engine: memory outside the Java heap that serves
 * pass after pass, and is replaced only where it is too small. For one thread at a time.
 */
public final class HostBuffer {
  private ByteBuffer bytes = allocated(0);

  /** Creates a buffer without memory yet. */
  public HostBuffer() {}

  /**
   * Makes an array of the engine. It may lie in this buffer's own memory, so leave the buffer alone
   * until the array is no longer used.
   *
   * @param manager owns the array
   * @param values the first {@code shape.size()} are taken, last axis fastest
   * @param shape extents
   * @return the array
   */
  public NDArray upload(NDManager manager, float[] values, Shape shape) {
    ByteBuffer room = filled(values, Math.toIntExact(shape.size()));
    // The whole buffer as bytes: DJL copies any other kind into a new one first.
    return manager.create(room, shape, DataType.FLOAT32);
  }

  /**
   * Waits for an array of the engine and copies it.
   *
   * @param array of floats
   * @param values takes them from index 0 on; may have room for more
   */
  public void download(NDArray array, float[] values) {
    int count = Math.toIntExact(array.size());
    TensorOps.of(array).bytes(array, () -> room(count)).asFloatBuffer().get(values, 0, count);
  }

  /** This buffer's own memory with the first values in it. */
  ByteBuffer filled(float[] values, int count) {
    ByteBuffer room = room(count);
    room.asFloatBuffer().put(values, 0, count);
    return room;
  }

  /** Memory for so many floats, from its beginning. */
  private ByteBuffer room(int floats) {
    int needed = Math.multiplyExact(floats, Float.BYTES);
    if (bytes.capacity() < needed) {
      bytes = allocated(needed);
    }
    return bytes.clear().limit(needed);
  }

  private static ByteBuffer allocated(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }
}
