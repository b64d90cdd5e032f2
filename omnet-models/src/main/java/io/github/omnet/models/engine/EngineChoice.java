package io.github.omnet.models.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Chooses an engine by what is on the class path and what the platform can run. */
final class EngineChoice {
  /** The faster one first; {@code docs/lab/benchmarks.md} has the figures. */
  private static final List<EngineKind> BY_SPEED = List.of(EngineKind.PYTORCH, EngineKind.MXNET);

  private EngineChoice() {}

  /**
   * Chooses the fastest of the complete engines that the platform runs; failing that, of all that
   * are on the class path, whose native library may be elsewhere.
   *
   * @param onClassPath engines whose Java part is there
   * @param complete those of them whose native library is there too
   * @param os as of {@code os.name}
   * @param arch as of {@code os.arch}
   */
  static EngineKind of(
      Set<EngineKind> onClassPath, Set<EngineKind> complete, String os, String arch) {
    for (Set<EngineKind> candidates : List.of(complete, onClassPath)) {
      for (EngineKind kind : BY_SPEED) {
        if (candidates.contains(kind) && isBuiltFor(kind, os, arch)) {
          return kind;
        }
      }
    }
    return BY_SPEED.stream().filter(onClassPath::contains).findFirst().orElse(BY_SPEED.get(0));
  }

  /** Whether Maven Central has a native library of the engine for a platform. */
  static boolean isBuiltFor(EngineKind kind, String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    if (system.startsWith("mac")) {
      return kind == EngineKind.PYTORCH ? arm : intel;
    }
    if (system.startsWith("windows")) {
      return intel;
    }
    return system.startsWith("linux") && (intel || (arm && kind == EngineKind.PYTORCH));
  }

  /** Whether DJL will find a native library: in a jar, or where a variable of DJL points to. */
  static boolean hasNativeLibrary(EngineKind kind) {
    String description = "native/lib/" + kind + ".properties";
    String folder = kind.name() + "_LIBRARY_PATH";
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return EngineChoice.class.getClassLoader().getResource(description) != null
        || (context != null && context.getResource(description) != null)
        || System.getenv(folder) != null
        || System.getProperty(folder) != null;
  }
}
