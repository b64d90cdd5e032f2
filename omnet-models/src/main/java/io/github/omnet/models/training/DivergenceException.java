package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** A loss, a gradient or a weight is no longer a number. */
public final class DivergenceException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  DivergenceException(long iteration, TrainingStep.Gradient gradient, String batch, String saved) {
    super(
        "step "
            + (iteration + 1)
            + " has losses "
            + gradient.losses()
            + " and a gradient of norm "
            + gradient.norm()
            + "; lower the learning rate, clip gradients, or look for NaN in the volumes of its"
            + " patches: "
            + batch
            + "; "
            + saved
            + ", from which a new training with other settings can start");
  }

  private DivergenceException(String message) {
    super(message);
  }

  /** The weights themselves are spoilt, although the last loss and gradient were numbers. */
  static DivergenceException ofWeights(
      long iteration, String parameter, String batch, String saved) {
    return new DivergenceException(
        "after step "
            + iteration
            + " "
            + parameter
            + " holds values that are not finite, so these weights are not kept; lower the learning"
            + " rate or clip gradients; the last patches were: "
            + batch
            + "; "
            + saved
            + ", from which a new training with other settings can start");
  }
}
