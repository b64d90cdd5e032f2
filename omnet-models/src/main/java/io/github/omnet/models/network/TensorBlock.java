package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A block with one tensor in and one out, whose parameters' shapes are known when it is built.
 *
 * <p>Tensors are N, C, D, H, W.
 */
abstract class TensorBlock extends AbstractBlock {
  /** For the blocks of this package. */
  TensorBlock() {}

  /**
   * Runs the block.
   *
   * @param pass parameters and mode
   * @param x the input
   * @return the output, owned by the input's manager
   */
  abstract NDArray apply(Pass pass, NDArray x);

  /**
   * Runs the block on an array that nobody needs afterwards, and frees it at once where no gradient
   * can ask for it: the next layer then writes where the caches are still warm.
   */
  final NDArray consume(Pass pass, NDArray x) {
    NDArray y = apply(pass, x);
    if (isFolded() && y != x) {
      x.close();
    }
    return y;
  }

  /**
   * Whether batch normalisation is folded away, and the block serves inference only; then what it
   * makes on the way may be overwritten and freed.
   */
  boolean isFolded() {
    return false;
  }

  /**
   * Follows a shape through the block, noting each layer on the way.
   *
   * @param trace takes a row for each layer
   * @param path name of this block within the network
   * @param in shape of the input
   * @return shape of the output
   */
  abstract Shape trace(LayerTrace trace, String path, Shape in);

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    return new NDList(apply(Pass.of(store, training, parameters), inputs.singletonOrThrow()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {trace(LayerTrace.ignore(), "", inputShapes[0])};
  }

  /** DJL's own answer is no until it has seen a shape, and its training pass then starts anew. */
  @Override
  public boolean isInitialized() {
    return getParameters().values().stream().allMatch(Parameter::isInitialized);
  }

  @Override
  public void initialize(NDManager manager, DataType dataType, Shape... inputShapes) {
    Initialization.ofRelease(0).apply(this, manager);
  }

  /** A parameter that the optimiser changes. */
  final Parameter learned(String name, Parameter.Type type, Shape shape) {
    return addParameter(Parameter.builder().setName(name).setType(type).optShape(shape).build());
  }

  /** A running statistic, which no gradient reaches. */
  final Parameter statistic(String name, Parameter.Type type, Shape shape) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optShape(shape)
            .optRequiresGrad(false)
            .build());
  }
}
