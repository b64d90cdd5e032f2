package io.github.omnet.models.internal.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * The global norm of a step's gradients: the root of the sum of the squares of all their values, as
 * if they were one vector.
 */
public final class GradientNorm {
  /** Squares that are summed in 32-bit floats; one thread of PyTorch sums many more too roughly. */
  private static final long PIECE = 1 << 19;

  private GradientNorm() {}

  /**
   * Computes the norm. The engine is waited for once.
   *
   * @param gradients by parameter, all on one device
   * @return the norm, 0 without gradients; not a number or infinite if a value is, or if the sum of
   *     the squares of half a million values exceeds a float's range
   */
  public static double of(Map<String, NDArray> gradients) {
    if (gradients.isEmpty()) {
      return 0;
    }
    NDManager owner = gradients.values().iterator().next().getManager();
    try (NDManager step = owner.newSubManager()) {
      NDList sums = new NDList(gradients.size());
      for (NDArray gradient : gradients.values()) {
        step.tempAttachAll(gradient);
        // MXNet sums on one thread, and slowly; as a product of vectors it is the BLAS that does.
        NDArray flat = gradient.reshape(-1);
        for (long from = 0; from < flat.size(); from += PIECE) {
          NDArray piece = piece(flat, from);
          sums.add(piece.dot(piece).reshape(1));
        }
      }
      double sum = 0;
      for (float ofOne : NDArrays.concat(sums).toFloatArray()) {
        sum += ofOne;
      }
      return Math.sqrt(sum);
    }
  }

  private static NDArray piece(NDArray flat, long from) {
    long to = Math.min(from + PIECE, flat.size());
    return to - from == flat.size() ? flat : flat.get(from + ":" + to);
  }

  /**
   * Scales all gradients by one number, in place, so that their norm is at most this; gradients
   * that are shorter already stay as they are. So do those whose norm is not finite, since no
   * number mends them: look at what is returned.
   *
   * @param gradients by parameter, all on one device
   * @param maxNorm above 0
   * @return the norm before
   * @throws IllegalArgumentException if {@code maxNorm} is not above 0
   */
  public static double clip(Map<String, NDArray> gradients, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("gradients are clipped to a norm > 0, found " + maxNorm);
    }
    double norm = of(gradients);
    if (norm > maxNorm && norm < Double.POSITIVE_INFINITY) {
      float scale = (float) (maxNorm / norm);
      gradients.values().forEach(gradient -> gradient.muli(scale));
    }
    return norm;
  }
}
