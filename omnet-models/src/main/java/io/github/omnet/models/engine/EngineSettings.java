package io.github.omnet.models.engine;

import ai.djl.engine.Engine;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Settings that engines read once, when their native library is loaded. */
final class EngineSettings {
  private static final Logger LOG = System.getLogger(EngineSettings.class.getName());
  private static final String THREADS = "OMP_NUM_THREADS";
  private static final String WAITING = "OMP_WAIT_POLICY";

  /** DJL's: nothing is downloaded. */
  private static final String OFFLINE = "ai.djl.offline";

  /** DJL's: nobody is told that it runs. */
  private static final String NO_TRACKING = "OPT_OUT_TRACKING";

  /** System property, {@code false} for {@link EngineOptions#UNTOUCHED}. */
  private static final String PROPERTY = "omnet.changesProcess";

  private static EngineOptions options =
      Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))
          ? EngineOptions.DEFAULT
          : EngineOptions.UNTOUCHED;
  private static boolean applied;

  private EngineSettings() {}

  /** Takes options, unless an engine has been started with others. */
  static synchronized boolean configure(EngineOptions wanted) {
    if (!applied) {
      options = wanted;
    }
    return options.equals(wanted);
  }

  /** Threads that engines compute with on the CPU, as {@code OMP_NUM_THREADS} has them. */
  static synchronized String threads() {
    String set = System.getenv(THREADS);
    if (set != null) {
      return set;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return Integer.toString(
        options.changesProcess() ? options.threads().orElse(processors) : processors);
  }

  /** Whether DJL finds an engine, without starting it. */
  static synchronized boolean isOnClassPath(EngineKind kind) {
    tellNobody();
    return Engine.hasEngine(kind.djlName());
  }

  /** DJL calls home from the initialiser of its class {@code Engine}: before that is touched. */
  private static void tellNobody() {
    if (System.getProperty(NO_TRACKING) == null && System.getenv(NO_TRACKING) == null) {
      System.setProperty(NO_TRACKING, "true");
    }
  }

  /** Starts an engine, the first one after the process has been set up. */
  static synchronized Engine start(Supplier<Engine> engine) {
    if (!applied) {
      applied = true;
      if (options.changesProcess()) {
        changeProcess();
      }
    }
    tellNobody();
    if (System.getProperty(OFFLINE) != null) {
      return engine.get();
    }
    // For the start alone: others in this process may want to download what they use.
    System.setProperty(OFFLINE, "true");
    try {
      return engine.get();
    } finally {
      System.clearProperty(OFFLINE);
    }
  }

  private static void changeProcess() {
    try {
      setEnvironment();
      NativeHeap.keepFreed();
    } catch (LinkageError e) {
      LOG.log(
          Level.WARNING,
          "could not set {0} and the allocator of this process; engines start as they are, and"
              + " MXNet uses half of the cores unless you set the variable yourself ({1})",
          THREADS,
          e.toString());
    }
  }

  /**
   * By default MXNet runs on half of the cores and ignores its own setter; it obeys the environment
   * of the process at the moment its library is loaded. Java cannot change that, libc can.
   */
  private static void setEnvironment() {
    if (System.getenv(THREADS) != null) {
      return;
    }
    set(THREADS, threads());
    if (System.getenv(WAITING) == null) {
      // Threads that spin while they wait slow each other down where cores are shared.
      set(WAITING, "PASSIVE");
    }
  }

  private static void set(String name, String value) {
    if (Platform.isWindows()) {
      Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}
