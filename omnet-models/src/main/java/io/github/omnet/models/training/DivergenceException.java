package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** A loss or a gradient is no longer a number. */
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
}
