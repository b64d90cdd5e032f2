package io.github.omnet.models.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;

/** Settings that engines read once, when their native library is loaded. */
final class EngineSettings {
  private static final Logger LOG = System.getLogger(EngineSettings.class.getName());
  private static final String THREADS = "OMP_NUM_THREADS";
  private static final String WAITING = "OMP_WAIT_POLICY";
  private static boolean applied;
  private static String threads = "";
  private static OptionalInt chosen = OptionalInt.empty();

  private EngineSettings() {}

  static synchronized void apply() {
    if (applied) {
      return;
    }
    applied = true;
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ai.djl.offline", "true");
    threads = wantedThreads();
    useAllCores();
    NativeHeap.keepFreed();
  }

  /** Threads that engines compute with on the CPU, as {@code OMP_NUM_THREADS} has them. */
  static synchronized String threads() {
    apply();
    return threads;
  }

  /** Takes a number of threads, unless the environment or an engine that runs has another. */
  static synchronized boolean useThreads(int number) {
    if (!applied) {
      chosen = OptionalInt.of(number);
    }
    return (applied ? threads : wantedThreads()).equals(Integer.toString(number));
  }

  private static String wantedThreads() {
    String wanted = System.getenv(THREADS);
    return wanted == null
        ? Integer.toString(chosen.orElseGet(Runtime.getRuntime()::availableProcessors))
        : wanted;
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null && System.getenv(key) == null) {
      System.setProperty(key, value);
    }
  }

  /**
   * By default MXNet runs on half of the cores and ignores its own setter; it obeys the environment
   * of the process at the moment its library is loaded. Java cannot change that, libc can.
   */
  private static void useAllCores() {
    if (System.getenv(THREADS) != null) {
      return;
    }
    try {
      setEnvironment(THREADS, threads);
      if (System.getenv(WAITING) == null) {
        // Threads that spin while they wait slow each other down where cores are shared.
        setEnvironment(WAITING, "PASSIVE");
      }
    } catch (UnsatisfiedLinkError e) {
      LOG.log(
          Level.WARNING,
          "could not set {0}; MXNet will use half of the cores unless you set it yourself ({1})",
          THREADS,
          e.getMessage());
    }
  }

  private static void setEnvironment(String name, String value) {
    if (Platform.isWindows()) {
      Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}
