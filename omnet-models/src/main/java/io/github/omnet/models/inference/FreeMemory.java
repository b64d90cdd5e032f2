package io.github.omnet.models.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the machine that a process can still take. */
final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");

  private FreeMemory() {}

  /** Bytes, or the largest number where the system does not tell. */
  static long bytes() {
    try {
      if (Files.isReadable(MEMINFO)) {
        Matcher available = AVAILABLE.matcher(Files.readString(MEMINFO));
        if (available.find()) {
          return Long.parseLong(available.group(1)) << 10;
        }
      }
    } catch (IOException e) {
      // The forecast is a courtesy; a system that hides its memory must not stop the work.
      return Long.MAX_VALUE;
    }
    return Long.MAX_VALUE;
  }
}
