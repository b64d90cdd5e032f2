package io.github.omnet.models.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Starts engines. Every use of an engine in omnet begins here, so that its settings are made in
 * time.
 */
public final class Engines {
  private static final String PROPERTY = "omnet.engine";

  private Engines() {}

  /**
   * Starts an engine, or returns it if it runs already: telemetry off, nothing downloaded, and all
   * cores in use unless {@code OMP_NUM_THREADS} or {@link #configure} say otherwise.
   *
   * @param kind which engine
   * @return DJL's engine
   * @throws EngineUnavailableException if it is not on the class path or its native library does
   *     not load
   */
  public static Engine start(EngineKind kind) {
    if (!EngineSettings.isOnClassPath(kind)) {
      throw new EngineUnavailableException(
          "engine "
              + kind
              + " is not on the class path, only "
              + available()
              + "; add io.github.omnet:omnet-"
              + kind
              + " (type pom), which brings it for the CPU");
    }
    try {
      return EngineSettings.start(() -> Engine.getEngine(kind.djlName()));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new EngineUnavailableException(
          "engine "
              + kind
              + " does not start: "
              + e.getMessage()
              + "; is the native artifact for this system on the class path?",
          e);
    }
  }

  /**
   * Returns the engine to use where the program names none: the one that the system property {@code
   * omnet.engine} names, or else the fastest on the class path that has a native library for this
   * platform. PyTorch is the faster one wherever it runs; MXNet is left for Macs with an Intel
   * processor, and for programs that bring nothing else. No engine is started.
   *
   * @return an engine of {@link #available()}; PyTorch if there is none, which {@link #start} then
   *     refuses with a message that says what to add
   * @throws IllegalArgumentException if the property names no engine
   */
  public static EngineKind preferred() {
    return candidates().get(0);
  }

  /**
   * Returns the engines to choose from where the program names none: only the one that the system
   * property {@code omnet.engine} names, or else those on the class path that have a native library
   * for this platform. No engine is started.
   *
   * @return at least one; the first is {@link #preferred()}
   * @throws IllegalArgumentException if the property names no engine
   */
  public static List<EngineKind> candidates() {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return List.of(EngineKind.of(named));
    }
    Set<EngineKind> onClassPath = available();
    Set<EngineKind> complete = EnumSet.noneOf(EngineKind.class);
    for (EngineKind kind : onClassPath) {
      if (EngineChoice.hasNativeLibrary(kind)) {
        complete.add(kind);
      }
    }
    return EngineChoice.all(
        onClassPath,
        complete,
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""));
  }

  /**
   * Returns which native library an engine would load. No engine is started.
   *
   * @param kind which engine
   * @return the folder that DJL's variable {@code PYTORCH_LIBRARY_PATH} or {@code
   *     MXNET_LIBRARY_PATH} names, or else version and build of the library on the class path, such
   *     as {@code 2.7.1 cpu linux-x86_64}
   */
  public static String nativeLibrary(EngineKind kind) {
    return EngineChoice.nativeLibrary(kind);
  }

  /**
   * Returns how many threads an engine computes with on the CPU. Sums are split among them, so the
   * last bits of a training depend on it.
   *
   * @param kind which engine
   * @return {@code OMP_NUM_THREADS}, or else what {@link #configure} says, or else the number of
   *     processors; for PyTorch the property {@code ai.djl.pytorch.num_threads} goes first
   */
  public static String threads(EngineKind kind) {
    String ofPyTorch = System.getProperty("ai.djl.pytorch.num_threads");
    return kind == EngineKind.PYTORCH && ofPyTorch != null ? ofPyTorch : EngineSettings.threads();
  }

  /**
   * Says what starting an engine may do to the process, before the first one is started. Without it
   * {@link EngineOptions#DEFAULT} holds, or {@link EngineOptions#UNTOUCHED} if the system property
   * {@code omnet.changesProcess} is {@code false}.
   *
   * @param options threads, and whether environment and allocator are set
   * @return whether these options are in force; false if an engine has been started with others
   */
  public static boolean configure(EngineOptions options) {
    return EngineSettings.configure(options);
  }

  /**
   * The instructions of the processor that decide how fast networks run, by Linux's names.
   *
   * @return such as {@code avx2}, {@code avx512f}, {@code avx512_bf16}, sorted; empty on systems
   *     that do not tell
   */
  public static Set<String> processorFeatures() {
    return CpuFeatures.here();
  }

  /**
   * Gives memory that engines have freed back to the system, where it is kept for the next pass. To
   * be called when a model is closed.
   */
  public static void trimMemory() {
    NativeHeap.trim();
  }

  /**
   * The engines on the class path, whether or not their native library loads.
   *
   * @return a new set
   */
  public static Set<EngineKind> available() {
    Set<EngineKind> found = EnumSet.noneOf(EngineKind.class);
    for (EngineKind kind : EngineKind.values()) {
      if (EngineSettings.isOnClassPath(kind)) {
        found.add(kind);
      }
    }
    return found;
  }
}
