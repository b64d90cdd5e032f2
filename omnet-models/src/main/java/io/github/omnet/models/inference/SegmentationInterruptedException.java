package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/**
 * A segmentation stopped because its thread was interrupted. The interrupt flag of the thread is
 * still set, the memory of the pass is free again, and the segmenter can be used further.
 */
public final class SegmentationInterruptedException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message where the segmentation stopped
   */
  public SegmentationInterruptedException(String message) {
    super(message);
  }

  /** Stops here if the calling thread is interrupted; leaves the flag as it is. */
  static void check(String where) {
    if (Thread.currentThread().isInterrupted()) {
      throw new SegmentationInterruptedException(
          "segmenting was interrupted " + where + "; segment the subject again for a result");
    }
  }
}
