package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** The loss is no longer a number. */
public final class DivergenceException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  DivergenceException(long iteration, float[] losses) {
    super(
        "the loss of iteration "
            + iteration
            + " is "
            + java.util.Arrays.toString(losses)
            + "; lower the learning rate, or look for NaN in the training volumes");
  }
}
