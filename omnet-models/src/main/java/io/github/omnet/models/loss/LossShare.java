package io.github.omnet.models.loss;

/**
 * Which part of a batch a micro-batch is. The losses of the micro-batches of one batch are to be
 * added up, and so are their gradients.
 *
 * @param countingHere voxels of the micro-batch that count for the task
 * @param countingInBatch voxels of the whole batch that count for the task
 */
public record LossShare(long countingHere, long countingInBatch) {
  /**
   * Checks that a part is not more than the whole.
   *
   * @param countingHere at least 0
   * @param countingInBatch at least {@code countingHere}
   */
  public LossShare {
    if (countingHere < 0 || countingHere > countingInBatch) {
      throw new IllegalArgumentException(
          countingHere + " counting voxels cannot be part of " + countingInBatch);
    }
  }

  /**
   * A batch that is not split.
   *
   * @param counting voxels that count for the task
   * @return the whole
   */
  public static LossShare whole(long counting) {
    return new LossShare(counting, counting);
  }

  /** What one counting voxel weighs in the batch's mean; 0 if none counts. */
  double perVoxel() {
    return countingInBatch == 0 ? 0 : 1.0 / countingInBatch;
  }

  /** What the micro-batch weighs in the batch's mean; 0 if none counts. */
  double weight() {
    return countingInBatch == 0 ? 0 : (double) countingHere / countingInBatch;
  }
}
