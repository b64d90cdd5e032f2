package io.github.omnet.models.training;

import ai.djl.Device;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Scores a model in training on its validation subjects, unless a stop comes in between. */
final class Validation {
  private final TrainerSettings settings;

  /** Ends a segmentation from within its listener. */
  private static final class Stopped extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  Validation(TrainerSettings settings) {
    this.settings = settings;
  }

  /**
   * Segments all subjects. A stop is asked for after every window, so that Ctrl-C need not wait for
   * the minutes that a validation may take.
   *
   * @param segmented told of each subject
   * @return the scores; empty if it was stopped
   */
  Optional<ValidationScores> score(ModelPackage model, BiConsumer<Subject, Segmentation> segmented)
      throws IOException {
    Device device = settings.devices().get(0);
    DevicePolicy policy =
        device.isGpu() ? DevicePolicy.gpu(device.getDeviceId()) : DevicePolicy.cpu();
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(settings.engine())
            .withDevice(policy)
            .withPrecision(settings.precision());
    try {
      requireGoingOn();
      return Optional.of(
          ValidationScores.of(
              model, settings.validation(), options, (done, total) -> requireGoingOn(), segmented));
    } catch (Stopped e) {
      return Optional.empty();
    }
  }

  private void requireGoingOn() {
    if (settings.stop().getAsBoolean()) {
      throw new Stopped();
    }
  }
}
