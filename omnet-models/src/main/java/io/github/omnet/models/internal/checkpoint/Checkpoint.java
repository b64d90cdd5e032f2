package io.github.omnet.models.internal.checkpoint;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.SafeTensors;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training at rest: all that is needed to go on as if it had never stopped.
 *
 * @param folder where it lies
 * @param model the weights, as a package that can also be used
 * @param optimizer state of the optimiser by name
 * @param state everything else
 * @param validated what the validation of these weights came to; null if there was none yet
 */
public record Checkpoint(
    Path folder,
    ModelPackage model,
    Map<String, SafeTensors.Tensor> optimizer,
    CheckpointState state,
    @Nullable Validated validated) {

  /**
   * The outcome of a validation.
   *
   * @param best the best so far, this one included; null if none has given a number
   */
  public record Validated(CheckpointState.@Nullable Best best) {}

  public CheckpointState.@Nullable Best best() {
    return validated == null ? state.best() : validated.best();
  }
}
