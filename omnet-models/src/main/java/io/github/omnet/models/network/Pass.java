package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * What one forward pass carries besides its tensors.
 *
 * @param store where the parameters' arrays are found
 * @param training whether batch statistics and dropout are in use
 * @param dropoutSeed decides which units drop out; the same seed drops the same units
 * @param bnMomentum share of batch normalisation's running statistics that stays at each step
 */
record Pass(ParameterStore store, boolean training, long dropoutSeed, float bnMomentum) {
  /**
   * A pass in use: running statistics, no dropout.
   *
   * @param store where the parameters' arrays are found
   * @return the pass
   */
  static Pass inference(ParameterStore store) {
    return new Pass(store, false, 0, 1);
  }

  static Pass of(
      ParameterStore store, boolean training, @Nullable PairList<String, Object> parameters) {
    Object seed = parameters == null ? null : parameters.get(NetworkFactory.DROPOUT_SEED);
    return new Pass(
        store, training, seed instanceof Long value ? value : 0, BatchNormalization.MOMENTUM);
  }

  NDArray value(Parameter parameter, NDArray near) {
    return store.getValue(parameter, near.getDevice(), training);
  }
}
