package io.github.omnet.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has had resident. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");

  private PeakMemory() {}

  /** Mebibytes, or empty where the system does not tell. */
  static Optional<Long> mebibytes() {
    try {
      if (Files.isReadable(STATUS)) {
        Matcher peak = PEAK.matcher(Files.readString(STATUS));
        if (peak.find()) {
          return Optional.of(Long.parseLong(peak.group(1)) >> 10);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
