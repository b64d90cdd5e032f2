package io.github.omnet.models.engine;

import java.util.Arrays;
import java.util.Locale;

/** The engines under Deep Java Library on which omnet is tested. */
public enum EngineKind {
  /** Apache MXNet 1.9, the default: one native library from Maven Central, CPU and older GPUs. */
  MXNET("MXNet"),
  /**
   * PyTorch 2, from DJL's optional artifacts; the one for GPUs newer than compute capability 8.6.
   */
  PYTORCH("PyTorch");

  private final String djlName;

  EngineKind(String djlName) {
    this.djlName = djlName;
  }

  /**
   * The name that Deep Java Library knows the engine by.
   *
   * @return {@code MXNet} or {@code PyTorch}
   */
  public String djlName() {
    return djlName;
  }

  /**
   * Reads a name in any case.
   *
   * @param name {@code mxnet} or {@code pytorch}
   * @return the engine
   * @throws IllegalArgumentException naming the known ones
   */
  public static EngineKind of(String name) {
    for (EngineKind kind : values()) {
      if (kind.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is no engine; known: " + Arrays.toString(values()));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
