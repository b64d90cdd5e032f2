package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;
import org.jspecify.annotations.Nullable;

/** One task's own part: CBR, then a 1x1x1 convolution to the scores (logits) of its classes. */
final class TaskHead extends TensorBlock {
  /** Reduction inside squeeze-and-excitation. */
  private static final int RATIO = 4;

  private final @Nullable SqueezeExcitation excitation;
  private final ConvBnRelu features;
  private final Convolution3d classifier;

  /**
   * Builds the head.
   *
   * @param width channels of the feature map
   * @param classes number of outputs
   */
  public TaskHead(int width, int classes) {
    this(width, classes, false);
  }

  private TaskHead(int width, int classes, boolean excited) {
    excitation = excited ? addChildBlock("excitation", new SqueezeExcitation(width, RATIO)) : null;
    features = addChildBlock("features", ConvBnRelu.of(width, width));
    classifier = addChildBlock("classifier", new Convolution3d(width, classes, 1));
  }

  /** With squeeze-and-excitation on its input. */
  static TaskHead excited(int width, int classes) {
    return new TaskHead(width, classes, true);
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    NDArray in = excitation == null ? x : excitation.apply(pass, x);
    NDArray own = features.apply(pass, in);
    NDArray scores = TensorOps.of(x).float32(classifier.apply(pass, own));
    if (isFolded()) {
      own.close();
    }
    return scores;
  }

  @Override
  boolean isFolded() {
    return features.isFolded();
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    if (excitation != null) {
      excitation.trace(trace, LayerTrace.join(path, "excitation"), x);
    }
    Shape y = features.trace(trace, LayerTrace.join(path, "features"), x);
    return classifier.trace(trace, LayerTrace.join(path, "classifier"), y);
  }
}
