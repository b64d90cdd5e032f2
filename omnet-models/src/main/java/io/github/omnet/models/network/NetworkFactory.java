package io.github.omnet.models.network;

import ai.djl.nn.Block;

/**
 * Makes a network of the caller's own: any DJL block that takes one array N, channels, D, H, W and
 * returns one array of scores (logits) N, classes, D, H, W for each task of the configuration,
 * coarse to fine, with D, H and W as they came in.
 *
 * <p>The block is asked for all tasks in every step. Parameters that serve task n alone lie below a
 * child called {@code headN}, from {@code head1}: a stage of a curriculum that does not train the
 * task leaves them alone. The trainer gives all parameters their first values, by seed, name and
 * type; weights are He normal. What is random in the forward pass draws from the {@code Long} that
 * the forward parameters hold under {@link #DROPOUT_SEED}, so that a training can be resumed bit
 * for bit.
 */
@FunctionalInterface
public interface NetworkFactory {
  /** Key under which DJL's forward parameters may carry the dropout seed, a {@code Long}. */
  String DROPOUT_SEED = "omnet.dropoutSeed";

  /**
   * Makes a block without values. It may be called often, and without an engine.
   *
   * @param config channels of the input, classes of each task, width and dropout; what width and
   *     dropout mean is up to the network
   * @return a new block
   * @throws io.github.omnet.core.OmnetException if the network cannot have this configuration
   */
  Block create(NetworkConfig config);
}
