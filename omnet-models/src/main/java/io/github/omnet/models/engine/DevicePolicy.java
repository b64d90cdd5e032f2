package io.github.omnet.models.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.omnet.core.OmnetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network is to run. Nothing falls back to the CPU unless the policy says so.
 *
 * @param kind what is wanted
 * @param index which GPU, from 0; 0 where it does not matter
 */
public record DevicePolicy(Kind kind, int index) {
  private static final Pattern GPU = Pattern.compile("gpu(\\d{0,3})");

  /** What is wanted. */
  public enum Kind {
    /** The CPU, whatever else there is. */
    CPU,
    /** A GPU, or an error that says why there is none. */
    REQUIRE_GPU,
    /** The first GPU if there is one, else the CPU. */
    PREFER_GPU
  }

  /**
   * The CPU.
   *
   * @return the policy
   */
  public static DevicePolicy cpu() {
    return new DevicePolicy(Kind.CPU, 0);
  }

  /**
   * One GPU, or an error.
   *
   * @param index from 0
   * @return the policy
   */
  public static DevicePolicy gpu(int index) {
    return new DevicePolicy(Kind.REQUIRE_GPU, index);
  }

  /**
   * The first GPU, or an error.
   *
   * @return the policy
   */
  public static DevicePolicy requireGpu() {
    return gpu(0);
  }

  /**
   * The first GPU if there is one, else the CPU.
   *
   * @return the policy
   */
  public static DevicePolicy preferGpu() {
    return new DevicePolicy(Kind.PREFER_GPU, 0);
  }

  /**
   * Reads {@code cpu}, {@code gpu}, {@code gpu1} and so on, or {@code auto} for a GPU if there is
   * one.
   *
   * @param name in any case
   * @return the policy
   * @throws OmnetException if it is none of these
   */
  public static DevicePolicy of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher gpu = GPU.matcher(lower);
    if (gpu.matches()) {
      return gpu(gpu.group(1).isEmpty() ? 0 : Integer.parseInt(gpu.group(1)));
    }
    return switch (lower) {
      case "cpu" -> cpu();
      case "auto" -> preferGpu();
      default ->
          throw new OmnetException(
              "'" + name + "' is no device; use cpu, gpu, gpu1, gpu2, ... or auto");
    };
  }

  /**
   * Finds the device.
   *
   * @param engine which engine will use it
   * @return DJL's device
   * @throws EngineUnavailableException if a GPU is required and the engine has none
   */
  public Device resolve(EngineKind engine) {
    if (kind == Kind.CPU) {
      return Device.cpu();
    }
    Engine djl = Engines.start(engine);
    int gpus = djl.getGpuCount();
    boolean built = djl.hasCapability("CUDA");
    if (built && index < gpus) {
      return Device.gpu(index);
    }
    if (kind == Kind.PREFER_GPU) {
      return Device.cpu();
    }
    if (gpus == 0) {
      throw new EngineUnavailableException(
          "gpu"
              + index
              + " was asked for, but no GPU with a working driver is visible;"
              + " use --device cpu, or check the driver and CUDA_VISIBLE_DEVICES");
    }
    if (!built) {
      throw new EngineUnavailableException(
          "gpu"
              + index
              + " was asked for and "
              + gpus
              + " GPU is there, but the native library of "
              + engine
              + " on the class path is built for the CPU alone; put its CUDA build there"
              + " instead");
    }
    throw new EngineUnavailableException(
        "gpu" + index + " was asked for, but there are only " + gpus + ", counted from 0");
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CPU -> "cpu";
      case REQUIRE_GPU -> "gpu" + index;
      case PREFER_GPU -> "auto";
    };
  }
}
