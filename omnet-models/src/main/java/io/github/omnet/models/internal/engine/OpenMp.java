package io.github.omnet.models.internal.engine;

import com.sun.jna.NativeLibrary;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;

/**
 * Thread counts of OpenMP, on which both engines compute. Each native thread that calls an engine
 * has a count of its own (the variable {@code nthreads-var} of the OpenMP specification, 2.4), so
 * one thread can be limited without the others.
 */
final class OpenMp {
  private final NativeLibrary library;

  /**
   * Takes the OpenMP library that an engine is linked with, which may differ from the system's.
   *
   * @param library native library of the engine
   */
  OpenMp(NativeLibrary library) {
    this.library = library;
  }

  /** Returns the number of threads that the calling native thread may use. */
  int get() {
    return library.getFunction("omp_get_max_threads").invokeInt(new Object[] {});
  }

  /** Limits the calling native thread. */
  void set(int threads) {
    library.getFunction("omp_set_num_threads").invokeVoid(new Object[] {threads});
  }

  /** Returns the number of threads that an engine uses undivided, at least 1. */
  static int threads(EngineKind engine) {
    // OMP_NUM_THREADS may be a list, one number for each level of nesting.
    String text = Engines.threads(engine).split(",", 2)[0].trim();
    try {
      return Math.max(1, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Runtime.getRuntime().availableProcessors();
    }
  }
}
