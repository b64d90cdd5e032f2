package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CheckpointStore;
import io.github.omnet.models.internal.checkpoint.PlanDifferences;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.internal.step.NetworkState;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.Seeds;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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
      CheckpointState state = newest.state();
      return new TrainingOrigin(
          settings,
          asked.after(state.training(), state.progress().iteration()),
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

  /** What the settings of a model say of the one that its training started from. */
  static String describe(ModelPackage model) {
    return model.manifest().name() + ", weights " + model.fingerprint();
  }

  private static Checkpoint newest(TrainerSettings settings) throws IOException {
    CheckpointStore store = settings.checkpoints().orElseThrow().store(settings.plan());
    store.tidy();
    return store.newest(settings.listener()::warned);
  }

  private static void requireSame(
      Checkpoint newest, TrainingIdentity asked, TrainerSettings settings) {
    TrainingIdentity saved = newest.state().training();
    List<String> others = saved.differences(asked);
    // Who goes on need not have that model any more.
    settings
        .start()
        .map(TrainingOrigin::describe)
        .filter(model -> !model.equals(saved.startedFrom()))
        .ifPresent(
            model -> others.add("it started from " + startOf(saved) + " and not from " + model));
    if (!others.isEmpty()) {
      throw new OmnetException(
          newest.folder()
              + " is of another training: "
              + String.join("; ", others)
              + "; "
              + PlanDifferences.remedy(
                  saved.plan(),
                  asked.plan(),
                  others,
                  saved.omnetVersion(),
                  "resume with the same settings, or start anew in another folder"));
    }
    List<String> circumstances = saved.circumstances(asked);
    if (!circumstances.isEmpty()) {
      String told = newest.folder() + ": " + String.join("; ", circumstances);
      if (!settings.elsewhere()) {
        throw new OmnetException(
            told
                + ", so the weights would not be the same to the last bit; resume where and as the"
                + " training was begun (engine, --precision, OMP_NUM_THREADS), or allow it"
                + " (resumeElsewhere, on the command line train --resume RUN --elsewhere)");
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

  private static String startOf(TrainingIdentity saved) {
    return Objects.requireNonNullElse(saved.startedFrom(), "fresh weights");
  }

  /** Gives the network the weights that a new training begins with. */
  static void giveFirstWeights(TrainerSettings settings, Replica first) throws IOException {
    first.network().initialize(Seeds.WEIGHTS.of(settings.plan()), first.manager());
    if (settings.start().isPresent()) {
      NetworkState.startFrom(settings.start().get(), first.network(), first.manager());
    }
  }

  /** Gives the network the weights of the checkpoint, or makes room for those of a new training. */
  void prepare(Replica first) throws IOException {
    if (checkpoint.isPresent()) {
      NetworkState.restore(checkpoint.get().model(), first.network(), first.manager());
      return;
    }
    // Those of a training that has come to its end stay until this one has come to its own.
    if (settings.checkpoints().isPresent()) {
      settings.checkpoints().get().store(settings.plan()).setAside();
    }
  }
}
