package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.step.TrainingStep;
import java.io.Serial;
import java.util.Optional;

/** A loss, a gradient or a weight is no longer a number. */
public final class DivergenceException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  private DivergenceException(String message) {
    super(message);
  }

  /**
   * A step that cannot be taken; as often as not it is the one before that has spoilt the weights.
   *
   * @param iteration steps taken before
   * @param batch patches of this step
   * @param before patches of the one before, if any
   */
  static DivergenceException ofStep(
      long iteration,
      TrainingStep.Gradient gradient,
      String batch,
      Optional<String> before,
      String saved) {
    return new DivergenceException(
        "step "
            + (iteration + 1)
            + " has losses "
            + gradient.losses()
            + " and a gradient of norm "
            + gradient.norm()
            + before
                .map(patches -> ", with the weights that step " + iteration + " left")
                .orElse("")
            + "; lower the learning rate or clip gradients; patches of step "
            + (iteration + 1)
            + ": "
            + batch
            + before.map(patches -> "; of step " + iteration + ": " + patches).orElse("")
            + "; "
            + saved
            + ", from which a new training with other settings can start");
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
