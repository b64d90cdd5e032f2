package io.github.omnet.models.engine;

import io.github.omnet.core.OmnetException;
import java.util.Arrays;
import java.util.Locale;

/** The engines under Deep Java Library on which omnet is tested. */
public enum EngineKind {
  /** Apache MXNet 1.9, on CPUs and older GPUs; Apache no longer maintains it. */
  MXNET("MXNet", 1),
  /** PyTorch 2, on CPUs and on GPUs of any compute capability that its build knows. */
  PYTORCH("PyTorch", 2);

  private final String djlName;
  private final int leastBatch;

  EngineKind(String djlName, int leastBatch) {
    this.djlName = djlName;
    this.leastBatch = leastBatch;
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
   * The fewest patches in a pass for which the engine is fast. On the CPU PyTorch hands 3-D
   * convolutions of a single small patch to a kernel of its own, up to nine times slower than
   * oneDNN's, which takes them from two patches on ({@code ConvParams::use_mkldnn}).
   *
   * @return 1 or 2
   */
  public int leastBatch() {
    return leastBatch;
  }

  /**
   * Reads a name in any case.
   *
   * @param name {@code mxnet} or {@code pytorch}
   * @return the engine
   * @throws OmnetException naming the known ones
   */
  public static EngineKind of(String name) {
    for (EngineKind kind : values()) {
      if (kind.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new OmnetException("'" + name + "' is no engine; known: " + Arrays.toString(values()));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
