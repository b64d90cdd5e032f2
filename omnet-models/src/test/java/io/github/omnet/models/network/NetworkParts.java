package io.github.omnet.models.network;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;

/** Parts of networks for tests of other packages. */
public final class NetworkParts {
  private NetworkParts() {}

  /** A small block with convolutions and batch normalisation. */
  public static Block taskHead(int width, int classes) {
    return new TaskHead(width, classes);
  }

  /** Gives a block, whole network or part, its first values. */
  public static void initialize(Block block, long seed, NDManager manager) {
    Initialization.ofRelease(seed).apply(block, manager);
  }
}
