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
   * Returns whether an array N, 1, D, H, W follows for each task: how far the members of an average
   * differ, as the variance of each class's probability summed over the classes.
   */
  default boolean tellsVariance() {
    return false;
  }

  /** Channels of each array that {@link #probabilities} fills. */
  default List<Integer> channels() {
    List<Integer> channels = new ArrayList<>(classes());
    if (tellsVariance()) {
      channels.addAll(Collections.nCopies(classes().size(), 1));
    }
    return channels;
  }

  /**
   * The fewest windows of a batch with which it is fast.
   *
   * @param window depth, height, width
   */
  default int leastBatch(Shape window) {
    return 1;
  }

  /**
   * Arrays for the output of batches up to a size, to be used again for each.
   *
   * @param shape of the largest input
   */
  default float[][] newOutput(Shape shape) {
    long positions = shape.size() / shape.get(1);
    return channels().stream()
        .map(count -> new float[Math.toIntExact(positions * count)])
        .toArray(float[][]::new);
  }

  /**
   * Runs one batch.
   *
   * @param input N, C, D, H, W with x fastest; may be longer than the shape says
   * @param shape extents of the input
   * @param output takes for each task the probabilities N, classes, D, H, W, then the variances, if
   *     told, each from its beginning
   */
  void probabilities(float[] input, Shape shape, float[][] output);

  @Override
  void close();
}
