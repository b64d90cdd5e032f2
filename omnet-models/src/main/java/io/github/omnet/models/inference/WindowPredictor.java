package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Something that gives class probabilities for windows. Safe to share between threads. */
interface WindowPredictor extends AutoCloseable {
  /** Number of classes of each task, coarse to fine. */
  List<Integer> classes();

  /**
   * Runs one batch.
   *
   * @param input N, C, D, H, W with x fastest
   * @param shape its extents
   * @return for each task the probabilities N, classes, D, H, W
   */
  float[][] probabilities(float[] input, Shape shape);

  @Override
  void close();
}
