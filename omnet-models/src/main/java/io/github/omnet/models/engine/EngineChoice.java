package io.github.omnet.models.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * Returns the complete engines that the platform runs, the usually faster one first; if there is
   * none, the one of {@link #of}.
   */
  static List<EngineKind> all(
      Set<EngineKind> onClassPath, Set<EngineKind> complete, String os, String arch) {
    List<EngineKind> found =
        BY_SPEED.stream()
            .filter(kind -> complete.contains(kind) && isBuiltFor(kind, os, arch))
            .toList();
    return found.isEmpty() ? List.of(of(onClassPath, complete, os, arch)) : found;
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
    return description(kind).isPresent() || folder(kind).isPresent();
  }

  /**
   * Returns which native library DJL will load: the path that a variable of DJL names, or else
   * version and build of the jar.
   */
  static String nativeLibrary(EngineKind kind) {
    return folder(kind)
        .or(() -> description(kind).map(EngineChoice::text))
        .orElse("no native library");
  }

  private static Optional<URL> description(EngineKind kind) {
    String name = "native/lib/" + kind + ".properties";
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return Optional.ofNullable(EngineChoice.class.getClassLoader().getResource(name))
        .or(() -> Optional.ofNullable(context).map(loader -> loader.getResource(name)));
  }

  private static Optional<String> folder(EngineKind kind) {
    String name = kind.name() + "_LIBRARY_PATH";
    return Optional.ofNullable(System.getenv(name))
        .or(() -> Optional.ofNullable(System.getProperty(name)));
  }

  /** Version, flavour and platform of the jar in one line. */
  private static String text(URL description) {
    Properties properties = new Properties();
    try (InputStream in = description.openStream()) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return "unreadable";
    }
    return Stream.of("version", "flavor", "classifier")
        .map(name -> properties.getProperty(name, ""))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
