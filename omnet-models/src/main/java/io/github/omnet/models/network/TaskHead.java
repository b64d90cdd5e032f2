package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** One task's own part: CBR, then a 1x1x1 convolution to the scores (logits) of its classes. */
public final class TaskHead extends TensorBlock {
  private final ConvBnRelu features;
  private final Convolution3d classifier;

  /**
   * Builds the head.
   *
   * @param width channels of the feature map
   * @param classes number of outputs
   */
  public TaskHead(int width, int classes) {
    features = addChildBlock("features", ConvBnRelu.of(width, width));
    classifier = addChildBlock("classifier", new Convolution3d(width, classes, 1));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    return classifier.apply(pass, features.apply(pass, x));
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = features.trace(trace, LayerTrace.join(path, "features"), x);
    return classifier.trace(trace, LayerTrace.join(path, "classifier"), y);
  }
}
