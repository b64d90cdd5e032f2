package io.github.omnet.models.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory that this process can still take: what the machine has, or less in a container. */
final class FreeMemory {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");

  private FreeMemory() {}

  /** Bytes, or the largest number where the system does not tell. */
  static long bytes() {
    return bytes(FreeMemory::text);
  }

  /**
   * The same from any files.
   *
   * @param files text of a file by its path; empty if there is none
   */
  static long bytes(Function<String, Optional<String>> files) {
    long machine = Long.MAX_VALUE;
    Matcher available = AVAILABLE.matcher(files.apply("/proc/meminfo").orElse(""));
    if (available.find()) {
      machine = Long.parseLong(available.group(1)) << 10;
    }
    return Math.min(machine, ContainerMemory.left(files));
  }

  private static Optional<String> text(String path) {
    try {
      Path file = Path.of(path);
      return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      // The forecast is a courtesy; a system that hides its memory must not stop the work.
      return Optional.empty();
    }
  }
}
