package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.network.Initialization;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a training begins: at the seed's weights, at those of a model, or at a checkpoint.
 *
 * @param settings of the training
 * @param identity of the training
 * @param checkpoint to go on from, if any
 */
record TrainingOrigin(
    TrainerSettings settings, TrainingIdentity identity, Optional<Checkpoint> checkpoint) {

  /**
   * Finds the checkpoint to go on from, if one is asked for.
   *
   * @param asked identity of the training, but for what it started from
   * @throws OmnetException if there is no whole checkpoint or it is of another training, or if a
   *     new training would overwrite one that was stopped
   */
  static TrainingOrigin of(TrainerSettings settings, TrainingIdentity asked) throws IOException {
    if (settings.resume()) {
      Checkpoint newest = newest(settings);
      requireSame(newest, asked, settings);
      return new TrainingOrigin(
          settings,
          asked.startedFrom(newest.state().training().startedFrom()),
          Optional.of(newest));
    }
    if (settings.checkpoints().isPresent() && settings.checkpoints().get().holdsUnfinished()) {
      throw new OmnetException(
          settings.checkpoints().get().folder()
              + " holds a training that was stopped; resume it, or choose another");
    }
    String model = settings.start().map(TrainingOrigin::describe).orElse(null);
    return new TrainingOrigin(settings, asked.startedFrom(model), Optional.empty());
  }

  private static String describe(ModelPackage model) {
    return model.manifest().name() + ", weights " + model.fingerprint();
  }

  private static Checkpoint newest(TrainerSettings settings) throws IOException {
    CheckpointStore store = settings.checkpoints().orElseThrow().store();
    store.tidy();
    return store.newest(settings.listener()::warned);
  }

  private static void requireSame(
      Checkpoint newest, TrainingIdentity asked, TrainerSettings settings) {
    TrainingIdentity saved = newest.state().training();
    List<String> others = saved.differences(asked);
    if (!others.isEmpty()) {
      throw new OmnetException(
          newest.folder()
              + " is of another training: "
              + String.join("; ", others)
              + "; resume with the same settings, or start anew in another folder");
    }
    List<String> circumstances = saved.circumstances(asked);
    if (!circumstances.isEmpty()) {
      String told = newest.folder() + ": " + String.join("; ", circumstances);
      if (!settings.elsewhere()) {
        throw new OmnetException(
            told
                + ", so the weights would not be the same to the last bit; resume where the"
                + " training was begun, or allow it (resumeElsewhere, on the command line"
                + " --elsewhere)");
      }
      settings.listener().warned(told + "; the weights may differ in their last bits");
    }
    if (!saved.validation().equals(asked.validation())) {
      settings
          .listener()
          .warned(
              "validated on "
                  + saved.validation()
                  + " before and on "
                  + asked.validation()
                  + " from here on: scores do not compare, and the best is looked for anew");
    }
  }

  /** Gives the network the weights to begin with. */
  void giveWeights(Replica first) throws IOException {
    if (checkpoint.isPresent()) {
      NetworkState.restore(checkpoint.get().model(), first.network(), first.manager());
      return;
    }
    Initialization.ofRelease(Seeds.WEIGHTS.of(settings.plan()))
        .apply(first.network(), first.manager());
    if (settings.start().isPresent()) {
      NetworkState.startFrom(settings.start().get(), first.network(), first.manager());
    }
    // Of a training that has come to its end; all that could be wrong with this one has shown.
    if (settings.checkpoints().isPresent()) {
      settings.checkpoints().get().store().clear();
    }
  }
}
