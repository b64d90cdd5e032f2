package io.github.omnet.models.network;

import ai.djl.nn.Block;
import ai.djl.util.Pair;

/** A block that can fold its batch normalisation into the convolution before it. */
interface Foldable {
  /** Folds in place; afterwards the block serves inference only. */
  void fold();

  /** Folds every foldable block below this one. */
  static void foldAll(Block block) {
    if (block instanceof Foldable foldable) {
      foldable.fold();
    }
    for (Pair<String, Block> child : block.getChildren()) {
      foldAll(child.getValue());
    }
  }
}
