package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Something that gives class probabilities for windows. Safe to share between threads. */
interface WindowPredictor extends AutoCloseable {
  /** Number of classes of each task, coarse to fine. */
  List<Integer> classes();

  /**
   * Whether an array N, 1, D, H, W follows for each task: how far the members of an average differ,
   * as the variance of each class's probability summed over the classes.
   */
  default boolean tellsVariance() {
    return false;
  }

  /** Channels of each array that {@link #probabilities} returns. */
  default List<Integer> channels() {
    List<Integer> channels = new ArrayList<>(classes());
    if (tellsVariance()) {
      channels.addAll(Collections.nCopies(classes().size(), 1));
    }
    return channels;
  }

  /**
   * Runs one batch.
   *
   * @param input N, C, D, H, W with x fastest
   * @param shape its extents
   * @return for each task the probabilities N, classes, D, H, W; then the variances, if told
   */
  float[][] probabilities(float[] input, Shape shape);

  @Override
  void close();
}
