package io.github.omnet.models.engine;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The numbers that a network's layers compute with. Weights on disk, batch normalisation in
 * training, losses, gradients of weights, optimiser and probabilities are 32-bit floats in any
 * case. Results are the same to the last bit within one precision only.
 */
public enum Precision {
  /** 32-bit floats. */
  FLOAT32,

  /**
   * 16-bit floats with the range of a 32-bit float and 8 bits of precision (bfloat16): about twice
   * as fast where the processor multiplies them ({@code avx512_bf16}, {@code amx_bf16}), slower
   * elsewhere. On PyTorch alone.
   */
  BFLOAT16,

  /**
   * What the system property {@code omnet.precision} names; without it {@link #BFLOAT16} where it
   * is faster, else {@link #FLOAT32}.
   */
  AUTO;

  /** System property that decides {@link #AUTO}. */
  private static final String PROPERTY = "omnet.precision";

  /**
   * The precision to compute with on a device.
   *
   * @param engine which engine computes
   * @param device where
   * @return {@link #FLOAT32} or {@link #BFLOAT16}; this one unless it is {@link #AUTO}
   * @throws OmnetException if engine or device do not compute in it
   */
  public Precision resolve(EngineKind engine, Device device) {
    if (this == BFLOAT16 && engine != EngineKind.PYTORCH) {
      throw new OmnetException(
          "engine " + engine + " does not compute in bfloat16; choose pytorch, or float32");
    }
    if (this == BFLOAT16 && device.isGpu()) {
      throw new OmnetException(
          "bfloat16 is for processors, found device " + device + "; choose float32 there");
    }
    if (this != AUTO) {
      return this;
    }
    String named = System.getProperty(PROPERTY, AUTO.toString());
    if (of(named) != AUTO) {
      return of(named).resolve(engine, device);
    }
    boolean faster =
        engine == EngineKind.PYTORCH
            && !device.isGpu()
            && CpuFeatures.multipliesBfloat16(CpuFeatures.here())
            && Autocast.isReachable();
    return faster ? BFLOAT16 : FLOAT32;
  }

  /**
   * Reads a name in any case.
   *
   * @param name {@code float32}, {@code bfloat16} or {@code auto}
   * @return the precision
   * @throws IllegalArgumentException naming the known ones
   */
  public static Precision of(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is no precision; known: " + Arrays.toString(values()));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
