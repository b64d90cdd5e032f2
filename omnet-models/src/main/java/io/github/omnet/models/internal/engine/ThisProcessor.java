package io.github.omnet.models.internal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the processor of this machine calls itself. */
public final class ThisProcessor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private ThisProcessor() {}

  /**
   * Returns the name of the first processor.
   *
   * @return Linux's {@code model name}, or else the variable {@code PROCESSOR_IDENTIFIER} of
   *     Windows, or else Java's name of the architecture
   */
  public static String name() {
    return named(lines())
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .orElseGet(() -> System.getProperty("os.arch", "unknown"));
  }

  /** Returns the first name among lines as Linux writes them. */
  static Optional<String> named(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("model name") && line.contains(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private static List<String> lines() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
