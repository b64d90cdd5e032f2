package io.github.omnet.models.engine;

import java.util.OptionalInt;

/**
 * What starting an engine may do to the process around it; see {@link Engines#configure}.
 *
 * @param threads compute threads on the CPU; empty for as many as there are processors. The
 *     variable {@code OMP_NUM_THREADS} of the process goes first
 * @param changesProcess whether the process is set up for speed before the first engine is loaded:
 *     the variables {@code OMP_NUM_THREADS} and {@code OMP_WAIT_POLICY} where they are not set
 *     (glibc's {@code setenv} is not safe while other threads read the environment), and glibc's
 *     allocator, so that it keeps freed memory ({@code mallopt}); both need JNA. If not, none of
 *     this happens, and {@code threads} has no effect: set the variables before Java starts
 */
public record EngineOptions(OptionalInt threads, boolean changesProcess) {
  /** All processors, and a process set up for speed. */
  public static final EngineOptions DEFAULT = new EngineOptions(OptionalInt.empty(), true);

  /** Leaves environment and allocator of the process alone. */
  public static final EngineOptions UNTOUCHED = new EngineOptions(OptionalInt.empty(), false);

  /**
   * Refuses a number that is none.
   *
   * @param threads compute threads, at least 1
   * @param changesProcess whether environment and allocator are set
   * @throws IllegalArgumentException if threads is below 1
   */
  public EngineOptions {
    if (threads.isPresent() && threads.getAsInt() < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads.getAsInt());
    }
  }

  /**
   * The same with a number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public EngineOptions withThreads(int number) {
    return new EngineOptions(OptionalInt.of(number), changesProcess);
  }
}
