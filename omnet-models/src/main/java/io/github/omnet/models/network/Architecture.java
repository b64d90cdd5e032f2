package io.github.omnet.models.network;

import io.github.omnet.core.OmnetException;
import java.util.Arrays;

/** The published networks, by the names that model packages use. */
public enum Architecture {
  /** One backbone, a head for each task. */
  OM_NET("om-net", false),
  /** OM-Net with cross-task guided attention. */
  OM_NET_CGA("om-net-cga", true),
  /** OM-Net with squeeze-and-excitation. */
  OM_NET_SE("om-net-se", true),
  /** One 3-D FusionNet for one task. */
  BASIC("basic", false),
  /** A basic network for each task. */
  CASCADE("cascade", false);

  private final String id;
  private final boolean patchBound;

  Architecture(String id, boolean patchBound) {
    this.id = id;
    this.patchBound = patchBound;
  }

  /**
   * Reads the name of an architecture.
   *
   * @param id such as {@code om-net}
   * @return the architecture
   * @throws OmnetException naming the known ones
   */
  public static Architecture of(String id) {
    for (Architecture architecture : values()) {
      if (architecture.id.equals(id)) {
        return architecture;
      }
    }
    throw new OmnetException(
        "'" + id + "' is no architecture; known: " + Arrays.toString(values()));
  }

  /**
   * Whether a voxel's scores depend on sums over the whole input, so that use needs windows of the
   * size trained with. The others are fully convolutional.
   *
   * @return true for the two with attention
   */
  public boolean patchBound() {
    return patchBound;
  }

  /**
   * What each network of a model package is: a package holds the cascade's networks one by one.
   *
   * @return {@link #BASIC} for the cascade, else this
   */
  public Architecture member() {
    return this == CASCADE ? BASIC : this;
  }

  /** The name that model packages use. */
  @Override
  public String toString() {
    return id;
  }
}
