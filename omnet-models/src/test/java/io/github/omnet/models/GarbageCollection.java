package io.github.omnet.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frees what Java no longer refers to outside of its heap, and writes over it. */
public final class GarbageCollection {
  private static final int ROUNDS = 2;
  private static final int BUFFERS = 200;
  private static final float RUBBISH = 1e9f;

  private GarbageCollection() {}

  public static void run() {
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      // Buffers of one number, as DJL makes for an operand that is a number.
      for (int n = 0; n < BUFFERS; n++) {
        ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder()).putFloat(0, RUBBISH);
      }
    }
  }
}
