package io.github.omnet.models.network;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of network, by the name that model packages use: one of those that are published, or one
 * of the caller's {@linkplain #own own}. Two are equal if their names are.
 */
public final class Architecture {
  /** One backbone, a head for each task. */
  public static final Architecture OM_NET = new Architecture("om-net", false, Optional.empty());

  /** OM-Net with cross-task guided attention. */
  public static final Architecture OM_NET_CGA =
      new Architecture("om-net-cga", true, Optional.empty());

  /** OM-Net with squeeze-and-excitation. */
  public static final Architecture OM_NET_SE =
      new Architecture("om-net-se", true, Optional.empty());

  /** One 3-D FusionNet for one task. */
  public static final Architecture BASIC = new Architecture("basic", false, Optional.empty());

  /** A basic network for each task. */
  public static final Architecture CASCADE = new Architecture("cascade", false, Optional.empty());

  /** All of this library. */
  public static final List<Architecture> STANDARD =
      List.of(OM_NET, OM_NET_CGA, OM_NET_SE, BASIC, CASCADE);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final String id;
  private final boolean patchBound;
  private final Optional<NetworkFactory> factory;

  private Architecture(String id, boolean patchBound, Optional<NetworkFactory> factory) {
    this.id = id;
    this.patchBound = patchBound;
    this.factory = factory;
  }

  /**
   * A network of the caller's own.
   *
   * @param name identifies it in trainings and packages: lower-case letters, digits and hyphens.
   *     Networks that differ in their parameters or what they compute need different names
   * @param factory makes the block
   * @return an architecture whose windows may have another extent than its training patches
   * @throws IllegalArgumentException if the name is none, or one of this library's
   */
  public static Architecture own(String name, NetworkFactory factory) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a network's name has lower-case letters, digits and hyphens, found '" + name + "'");
    }
    Architecture own = new Architecture(name, false, Optional.of(factory));
    if (STANDARD.contains(own)) {
      throw new IllegalArgumentException("the network '" + name + "' exists; choose another name");
    }
    return own;
  }

  /**
   * The same for a network whose scores depend on sums over the whole input.
   *
   * @return an architecture that is used with windows of the training patches' extent only
   */
  public Architecture boundToPatch() {
    return new Architecture(id, true, factory);
  }

  /**
   * Reads the name of an architecture of this library.
   *
   * @param id such as {@code om-net}
   * @return the architecture
   * @throws OmnetException naming the known ones
   */
  public static Architecture of(String id) {
    for (Architecture architecture : STANDARD) {
      if (architecture.id.equals(id)) {
        return architecture;
      }
    }
    throw new OmnetException("'" + id + "' is no architecture; known: " + STANDARD);
  }

  /**
   * Returns whether a voxel's scores depend on sums over the whole input, so that use needs windows
   * of the size trained with. The others are fully convolutional.
   *
   * @return true for the two with attention, and for own ones that say so
   */
  public boolean patchBound() {
    return patchBound;
  }

  /**
   * Returns what each network of a model package is: a package holds the cascade's networks one by
   * one.
   *
   * @return {@link #BASIC} for the cascade, else this
   */
  public Architecture member() {
    return equals(CASCADE) ? BASIC : this;
  }

  /**
   * Refuses an engine on which the network does not run: own networks are made of DJL's layers, of
   * which batch normalisation does not train on MXNet 1.9.
   *
   * @param engine which engine is to compute
   * @throws OmnetException naming the remedy
   */
  public void requireFits(EngineKind engine) {
    if (factory.isPresent() && engine != EngineKind.PYTORCH) {
      throw new OmnetException(
          "the network '" + id + "' of your own runs on pytorch, not on " + engine + "; choose it");
    }
  }

  /**
   * Returns the precision to ask for: own networks compute in 32-bit floats, because some of
   * PyTorch's convolutions are wrong in bfloat16, and only this library's layers avoid them.
   *
   * @param asked what the user asks for
   * @return what was asked for; of an own network {@link Precision#FLOAT32}
   * @throws OmnetException if bfloat16 is asked for an own network
   */
  public Precision precision(Precision asked) {
    if (factory.isEmpty()) {
      return asked;
    }
    if (asked == Precision.BFLOAT16) {
      throw new OmnetException(
          "the network '" + id + "' of your own does not compute in bfloat16; choose float32");
    }
    return Precision.FLOAT32;
  }

  /**
   * Returns what makes the blocks of an own network.
   *
   * @return empty for those of this library
   */
  public Optional<NetworkFactory> factory() {
    return factory;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Architecture architecture && architecture.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** The name that model packages use. */
  @Override
  public String toString() {
    return id;
  }
}
