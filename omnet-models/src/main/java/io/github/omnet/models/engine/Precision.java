package io.github.omnet.models.engine;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.natives.Autocast;
import java.util.Arrays;
import java.util.Locale;

/**
 * The numbers that a network's layers compute with. Weights, their gradients, the statistics of
 * batch normalisation and the optimiser's state are stored as 32-bit floats in any case, and losses
 * and probabilities are computed in them. Results are the same to the last bit within one precision
 * only.
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

  private static final int NARROW = 12;

  /**
   * Refuses a precision that an engine or a device does not compute in. Starts no engine.
   *
   * @param engine which engine computes
   * @param device where
   * @throws OmnetException naming the remedy
   */
  public void requireFits(EngineKind engine, Device device) {
    if (this == BFLOAT16 && engine != EngineKind.PYTORCH) {
      throw new OmnetException(
          "engine " + engine + " does not compute in bfloat16; choose pytorch, or float32");
    }
    if (this == BFLOAT16 && device.isGpu()) {
      throw new OmnetException(
          "bfloat16 is for processors, found device " + device + "; choose float32 there");
    }
  }

  /**
   * Returns the precision to compute with on a device. Starts PyTorch where that has to be asked.
   *
   * @param engine which engine computes
   * @param device where
   * @return {@link #FLOAT32} or {@link #BFLOAT16}; {@link #AUTO} becomes one of them, the others
   *     stay
   * @throws OmnetException if engine or device do not compute in it, or the system property names
   *     no precision
   */
  public Precision resolve(EngineKind engine, Device device) {
    if (this != AUTO) {
      requireFits(engine, device);
      return this;
    }
    Precision named = ofProperty();
    if (named != AUTO) {
      try {
        return named.resolve(engine, device);
      } catch (OmnetException e) {
        throw new OmnetException("system property " + PROPERTY + ": " + e.getMessage(), e);
      }
    }
    boolean faster =
        engine == EngineKind.PYTORCH
            && !device.isGpu()
            && CpuFeatures.multipliesBfloat16(CpuFeatures.here())
            && bfloat16IsThere();
    return faster ? BFLOAT16 : FLOAT32;
  }

  /**
   * Returns the precision to train with on a device. It is that of {@link #resolve}, but {@link
   * #AUTO} without the system property is {@link #FLOAT32} for networks of fewer than {@value
   * #NARROW} channels and of an odd number: a step of width 8 takes 1.4 times as long in bfloat16
   * as in 32-bit floats, one of width 16 0.76 times (docs/lab/benchmarks.md), and layers of an odd
   * number learn in 32-bit floats in any case (docs/lab/engines.md).
   *
   * @param engine which engine computes
   * @param device where
   * @param width channels of the network's first level
   * @return {@link #FLOAT32} or {@link #BFLOAT16}
   * @throws OmnetException if engine or device do not compute in it, or the system property names
   *     no precision
   */
  public Precision resolveForTraining(EngineKind engine, Device device, int width) {
    boolean slower = width < NARROW || width % 2 == 1;
    return this == AUTO && ofProperty() == AUTO && slower ? FLOAT32 : resolve(engine, device);
  }

  private static boolean bfloat16IsThere() {
    try {
      Engines.start(EngineKind.PYTORCH);
      return Autocast.isThere();
    } catch (EngineUnavailableException e) {
      return false;
    }
  }

  private static Precision ofProperty() {
    try {
      return of(System.getProperty(PROPERTY, AUTO.toString()));
    } catch (OmnetException e) {
      throw new OmnetException("system property " + PROPERTY + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a name in any case.
   *
   * @param name {@code float32}, {@code bfloat16} or {@code auto}
   * @return the precision
   * @throws OmnetException naming the known ones
   */
  public static Precision of(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new OmnetException("'" + name + "' is no precision; known: " + Arrays.toString(values()));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
