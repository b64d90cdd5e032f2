package io.github.omnet.models.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;

/**
 * How the C library keeps memory that engines free. By default glibc maps each large array anew, so
 * that every layer of every pass pays for fresh, zeroed pages, and spreads smaller ones over heaps
 * by thread, which fragment. Here one heap keeps what was freed for the next layer; {@link #trim}
 * gives it back to the system.
 */
final class NativeHeap {
  /** Numbers of glibc's {@code malloc.h}. */
  private static final int TRIM_THRESHOLD = -1;

  private static final int MMAP_THRESHOLD = -3;
  private static final int ARENA_MAX = -8;

  private static final int NEVER = -1;
  private static final int GIBI = 1 << 30;

  /** Where users have their own mind. */
  private static final String[] VARIABLES = {
    "GLIBC_TUNABLES", "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_ARENA_MAX"
  };

  private NativeHeap() {}

  /** Keeps freed memory, on glibc and unless the environment says how. */
  static void keepFreed() {
    if (!isGlibc() || isDecided(System.getenv())) {
      return;
    }
    // Older releases take no more than 32 MiB.
    if (set(MMAP_THRESHOLD, GIBI) || set(MMAP_THRESHOLD, 32 << 20)) {
      set(TRIM_THRESHOLD, NEVER);
      set(ARENA_MAX, 1);
    }
  }

  /** Gives back what has been freed. */
  static void trim() {
    if (isGlibc()) {
      Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {0L});
    }
  }

  private static boolean set(int option, int value) {
    return Function.getFunction("c", "mallopt").invokeInt(new Object[] {option, value}) == 1;
  }

  static boolean isDecided(Map<String, String> environment) {
    for (String variable : VARIABLES) {
      if (environment.containsKey(variable)) {
        return true;
      }
    }
    return false;
  }

  /** Other C libraries of Linux have no such settings, and without JNA none can be reached. */
  private static boolean isGlibc() {
    try {
      return Platform.isLinux() && Function.getFunction("c", "gnu_get_libc_version") != null;
    } catch (LinkageError e) {
      return false;
    }
  }
}
