package io.github.omnet.models.network;

import io.github.omnet.core.OmnetException;

/** Builds networks by the name of their architecture. */
public final class Networks {
  private Networks() {}

  /**
   * Builds a network; its parameters have shapes, but no values yet.
   *
   * @param architecture which
   * @param config channels, classes of each task, base width, dropout
   * @return a new network
   * @throws OmnetException if the architecture does not go with the number of tasks or classes
   */
  public static TaskNetwork of(Architecture architecture, NetworkConfig config) {
    if (architecture == Architecture.BASIC && config.classes().size() > 1) {
      throw new OmnetException("a basic network has one task, found classes " + config.classes());
    }
    return switch (architecture) {
      case BASIC, OM_NET -> new OmNet(config);
      case OM_NET_CGA -> new OmNetCga(config);
      case OM_NET_SE -> new OmNetSe(config);
      case CASCADE -> new ModelCascade(config);
    };
  }
}
