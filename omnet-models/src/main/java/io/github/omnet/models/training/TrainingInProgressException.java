package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.io.Serial;
import java.nio.file.Path;

/** Another training is writing its checkpoints to the folder that this one was to use. */
public final class TrainingInProgressException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  TrainingInProgressException(Path folder) {
    super(
        folder
            + ": another training, of this or another process, is writing there; wait until it"
            + " ends, stop it, or choose another folder");
  }
}
