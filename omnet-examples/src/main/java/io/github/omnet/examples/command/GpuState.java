package io.github.omnet.examples.command;

import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands between an engine and the GPUs of this machine.
 *
 * @param flavour what the native library is built for, such as {@code cpu} or {@code cu124}
 * @param capabilities compute capability of each GPU, such as {@code 8.6}
 * @param cpuBecause why the engine computes on the CPU alone; null if it can use a GPU
 */
record GpuState(String flavour, List<String> capabilities, @Nullable String cpuBecause) {
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d{3,}\\.\\d+(\\.\\d+)?\\b");
  private static final Pattern FLAVOUR = Pattern.compile("-(cpu|cu\\d+)-");

  static GpuState of(Engine engine, @Nullable String library) {
    boolean cuda = engine.hasCapability("CUDA");
    Matcher named = FLAVOUR.matcher(library == null ? "" : library);
    String flavour = named.find() ? named.group(1) : cuda ? "cuda" : "cpu";
    int gpus = engine.getGpuCount();
    List<String> capabilities =
        IntStream.range(0, gpus)
            .mapToObj(CudaUtils::getComputeCapability)
            .map(GpuState::dotted)
            .toList();
    return new GpuState(flavour, capabilities, reason(gpus, cuda));
  }

  static @Nullable String reason(int gpus, boolean cuda) {
    if (gpus == 0) {
      return "no GPU with a working driver is visible; check the driver and CUDA_VISIBLE_DEVICES";
    }
    return cuda
        ? null
        : "the native library is built for the CPU alone; see docs/guide/engines.md for one with CUDA";
  }

  /** DJL writes 8.6 as 86. */
  private static String dotted(String digits) {
    int last = digits.length() - 1;
    return last < 1 || digits.contains(".")
        ? digits
        : digits.substring(0, last) + "." + digits.substring(last);
  }

  /** Version of NVIDIA's driver, where the system tells. */
  static Optional<String> driver() {
    try {
      Matcher number = NUMBER.matcher(Files.readString(DRIVER));
      return number.find() ? Optional.of(number.group()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
