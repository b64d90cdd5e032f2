package io.github.omnet.models.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Instructions of the processor that decide how fast a network runs, as Linux names them. */
final class CpuFeatures {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final List<String> OF_BFLOAT16 = List.of("avx512_bf16", "amx_bf16");
  private static final Set<String> OF_INTEREST =
      Set.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "avx_vnni");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private CpuFeatures() {}

  /** Returns the instructions of the first processor, or an empty set where none are listed. */
  static Set<String> here() {
    if (!Files.isReadable(CPU_INFO)) {
      return Set.of();
    }
    try {
      return of(Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** Returns those of the listed instructions that matter here; the lines are Linux's. */
  static Set<String> of(Collection<String> lines) {
    Set<String> found = new TreeSet<>();
    lines.stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .ifPresent(
            line ->
                Arrays.stream(BLANKS.split(line.substring(line.indexOf(':') + 1).strip()))
                    .filter(OF_INTEREST::contains)
                    .forEach(found::add));
    return found;
  }

  /** Returns whether products of 16-bit floats (bfloat16) are instructions of their own. */
  static boolean multipliesBfloat16(Set<String> features) {
    return OF_BFLOAT16.stream().anyMatch(features::contains);
  }
}
