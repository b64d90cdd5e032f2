package io.github.omnet.models.network;

import io.github.omnet.core.OmnetException;
import java.util.List;

/**
 * What distinguishes one network from another of its kind.
 *
 * @param channels modalities of the input
 * @param classes outputs of each task, coarse to fine
 * @param width channels of the first level, 32 in the papers; deeper levels have 2, 4 and 8 times
 *     as many
 * @param dropout probability of dropping a value at the bottom, in training
 */
public record NetworkConfig(int channels, List<Integer> classes, int width, float dropout) {
  /** Base width of the published networks. */
  public static final int PAPER_WIDTH = 32;

  /**
   * Copies the list and refuses what no network can have.
   *
   * @param channels modalities of the input
   * @param classes outputs of each task
   * @param width channels of the first level
   * @param dropout probability of dropping a value at the bottom
   */
  public NetworkConfig {
    classes = List.copyOf(classes);
    if (channels < 1 || width < 1 || classes.isEmpty()) {
      throw new OmnetException(
          "a network needs at least 1 channel, 1 task and width 1, found channels "
              + channels
              + ", classes "
              + classes
              + ", width "
              + width);
    }
    for (int outputs : classes) {
      if (outputs < 2) {
        throw new OmnetException("a task needs at least 2 classes, found " + classes);
      }
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new OmnetException("dropout must be in [0, 1), found " + dropout);
    }
  }

  /**
   * OM-Net as published but for its width: four modalities, classes 5, 5 and 2.
   *
   * @param width channels of the first level
   * @return the configuration
   */
  public static NetworkConfig omNet(int width) {
    return new NetworkConfig(4, List.of(5, 5, 2), width, 0.5f);
  }

  /**
   * The basic network for one task.
   *
   * @param width channels of the first level
   * @param classes outputs
   * @return the configuration
   */
  public static NetworkConfig basic(int width, int classes) {
    return new NetworkConfig(4, List.of(classes), width, 0.5f);
  }

  /**
   * The same for another number of modalities.
   *
   * @param modalities of the input
   * @return a new configuration
   */
  public NetworkConfig withChannels(int modalities) {
    return new NetworkConfig(modalities, classes, width, dropout);
  }

  /**
   * The same with another dropout.
   *
   * @param probability of dropping a value at the bottom
   * @return a new configuration
   */
  public NetworkConfig withDropout(float probability) {
    return new NetworkConfig(channels, classes, width, probability);
  }
}
