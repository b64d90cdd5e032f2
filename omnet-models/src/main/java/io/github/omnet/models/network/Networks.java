package io.github.omnet.models.network;

import io.github.omnet.core.OmnetException;

/** Builds networks by the name of their architecture. */
public final class Networks {
  private Networks() {}

  /**
   * Builds a network; its parameters have no values yet, those of an own one perhaps no shapes.
   *
   * @param architecture which
   * @param config channels, classes of each task, base width, dropout
   * @return a new network
   * @throws OmnetException if the architecture does not go with the number of tasks or classes
   */
  public static TaskNetwork of(Architecture architecture, NetworkConfig config) {
    if (architecture.equals(Architecture.BASIC) && config.classes().size() > 1) {
      throw new OmnetException("a basic network has one task, found classes " + config.classes());
    }
    if (architecture.factory().isPresent()) {
      return new OwnNetwork(config, architecture.factory().get().create(config));
    }
    return switch (architecture.toString()) {
      case "om-net-cga" -> new OmNetCga(config);
      case "om-net-se" -> new OmNetSe(config);
      case "cascade" -> new ModelCascade(config);
      default -> new OmNet(config);
    };
  }
}
