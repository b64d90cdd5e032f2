package io.github.omnet.models.network;

/**
 * OM-Net + SE: OM-Net with squeeze-and-excitation, ratio 4, on the features that enter the heads of
 * all tasks but the first. The papers' baseline for {@link OmNetCga}.
 */
final class OmNetSe extends OmNet {
  /**
   * Builds the network; its parameters have shapes, but no values yet.
   *
   * @param config channels, classes of each task, base width
   */
  public OmNetSe(NetworkConfig config) {
    super(config, true);
  }
}
