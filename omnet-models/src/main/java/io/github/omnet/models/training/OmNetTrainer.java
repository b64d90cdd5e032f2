package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Trains one of the published networks on subjects with known truth and returns it as a model
 * package.
 *
 * <pre>{@code
 * TrainingPlan plan = TrainingPreset.OM_NET.plan(16, 4000).seed(7).build();
 * TrainingResult result =
 *     OmNetTrainer.builder(plan)
 *         .checkpoints(new CheckpointPolicy(folder, 200, 3))
 *         .validation(heldOut, 500)
 *         .build()
 *         .train("my-model", subjects);
 * }</pre>
 *
 * <p>On the CPU the same plan and subjects give the same weights, bit for bit, whatever the number
 * of loader threads, and however often the training was stopped, killed and resumed.
 */
public final class OmNetTrainer {
  private final TrainerSettings settings;

  private OmNetTrainer(TrainerSettings settings) {
    this.settings = settings;
  }

  /**
   * Begins a trainer.
   *
   * @param plan what is trained, how and how long
   * @return a builder; by default on {@link Engines#preferred()} and the CPU, saving nothing on the
   *     way
   */
  public static Builder builder(TrainingPlan plan) {
    return new Builder(plan);
  }

  /**
   * Trains to the end of the curriculum, or until stopped.
   *
   * @param name name of the model
   * @param subjects with the plan's modalities and the truth, as they are stored; loaded and
   *     prepared when they are needed, and kept within {@link Builder#memory}
   * @return the trained model
   * @throws OmnetException if a subject lacks a modality or its truth, or a checkpoint is of
   *     another training
   * @throws TrainingInProgressException if another training has the folder of the checkpoints
   * @throws DivergenceException if a loss or a weight is not a number
   * @throws IOException if checkpoints cannot be read or written; earlier ones stay as they are
   */
  public TrainingResult train(String name, List<? extends SubjectSource> subjects)
      throws IOException {
    return new TrainingSession(settings).train(name, subjects);
  }

  /**
   * What a training needs beside its plan: where it computes and begins, and who looks after it.
   */
  public static final class Builder {
    private static final int HEAP_SHARE = 2;

    private final TrainingPlan plan;
    private EngineKind engine = Engines.preferred();
    private Precision precision = Precision.AUTO;
    private List<DevicePolicy> devices = List.of(DevicePolicy.cpu());
    private List<Device> resolved = List.of();
    private Optional<ModelPackage> start = Optional.empty();
    private Optional<ModelPackage> coarse = Optional.empty();
    private Optional<CheckpointPolicy> checkpoints = Optional.empty();
    private boolean resume;
    private boolean elsewhere;
    private List<SubjectSource> validation = List.of();
    private long validateEvery;
    private int loaderThreads = 1;
    private long memoryBytes = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    private UnaryOperator<SubjectSource> prepare;
    private TrainingListener listener = TrainingListener.NONE;
    private BooleanSupplier stop = () -> false;

    private Builder(TrainingPlan plan) {
      this.plan = plan;
      this.prepare = plan.preprocessing()::prepared;
    }

    /**
     * Returns where to train.
     *
     * @param kind which engine computes
     * @param on one device, or several that share each batch; found when the trainer is built
     * @return this
     * @throws IllegalArgumentException if there is no device
     */
    public Builder engine(EngineKind kind, DevicePolicy... on) {
      if (on.length == 0) {
        throw new IllegalArgumentException("a training needs at least one device");
      }
      engine = kind;
      devices = List.of(on);
      resolved = List.of();
      return this;
    }

    /** Takes devices that no policy names, such as several of one CPU. */
    Builder devices(Device... on) {
      resolved = List.of(on);
      return this;
    }

    /**
     * Sets the numbers that the network's layers compute with. The precision is part of the
     * training's identity and of the model's provenance. A resumed training keeps its precision if
     * this is {@link Precision#AUTO}.
     *
     * @param ofLayers {@link Precision#AUTO} by default
     * @return this
     */
    public Builder precision(Precision ofLayers) {
      precision = ofLayers;
      return this;
    }

    /**
     * Starts from the weights of a model wherever they fit by name and shape. The setting {@code
     * startedFrom} of the trained model names that model and the fingerprint of its weights. A
     * resumed training has its weights already and needs no model; if it is given one, that must be
     * the model it started from.
     *
     * @param model such as a trained OM-Net for one with attention
     * @return this
     */
    public Builder startFrom(ModelPackage model) {
      start = Optional.of(model);
      return this;
    }

    /**
     * Trains the fine level of a two-level model. The plan's preprocessing has {@code
     * Transforms.coarseChannels()}, and the subjects bring the probabilities of coarse models that
     * have not seen them.
     *
     * @param level what the trained model is packaged with and validated with
     * @return this
     * @see CoarseLevel
     */
    public Builder coarse(ModelPackage level) {
      coarse = Optional.of(level);
      return this;
    }

    /**
     * Saves checkpoints during the training. Checkpoints of a finished training in that folder are
     * moved to its subfolder {@code before}, and deleted when this training is finished. If the
     * folder holds an unfinished training, this one refuses to begin.
     *
     * @param policy where and how often
     * @return this
     */
    public Builder checkpoints(CheckpointPolicy policy) {
      checkpoints = Optional.of(policy);
      resume = false;
      return this;
    }

    /**
     * Resumes from the newest complete checkpoint, as if the training had never stopped, and saves
     * further checkpoints. Training fails if there is no checkpoint, or if plan, training subjects,
     * engine, devices (their kind and number) or version of omnet differ, because the weights would
     * not be the same to the last bit then.
     *
     * @param policy where the checkpoints are, and how often to save
     * @return this
     */
    public Builder resume(CheckpointPolicy policy) {
      checkpoints = Optional.of(policy);
      resume = true;
      elsewhere = false;
      return this;
    }

    /**
     * Resumes as {@link #resume} does, but also on another engine, on other devices or with another
     * version of omnet: the listener is warned that the weights may differ in their last bits.
     *
     * @param policy where the checkpoints are, and how often to save
     * @return this
     */
    public Builder resumeElsewhere(CheckpointPolicy policy) {
      resume(policy);
      elsewhere = true;
      return this;
    }

    /**
     * Scores on subjects that it does not train on, by segmenting all of each.
     *
     * @param subjects with their truth, loaded one by one when they are scored; also scored at the
     *     end
     * @param every optimiser steps between validations on the way; 0 for none
     * @return this
     */
    public Builder validation(List<? extends SubjectSource> subjects, long every) {
      validation = List.copyOf(subjects);
      validateEvery = every;
      return this;
    }

    /**
     * Returns how many threads make batches ahead; changes nothing but the time.
     *
     * @param threads at least 1; 1 by default
     * @return this
     */
    public Builder loaderThreads(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException("threads must be at least 1, found " + threads);
      }
      loaderThreads = threads;
      return this;
    }

    /**
     * Returns how much memory prepared subjects may take; changes nothing but the time.
     *
     * @param bytes at least 0; half of the heap by default
     * @return this
     */
    public Builder memory(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("a number of bytes is not negative, found " + bytes);
      }
      memoryBytes = bytes;
      return this;
    }

    /**
     * Returns how a subject is prepared each time it is loaded, such as {@code DiskCache.in(folder,
     * plan.preprocessing())::prepared}; changes nothing but the time.
     *
     * @param byPreprocessing gives what {@code plan.preprocessing()::prepared} gives, the default
     * @return this
     */
    public Builder prepare(UnaryOperator<SubjectSource> byPreprocessing) {
      prepare = byPreprocessing;
      return this;
    }

    /**
     * Returns who is told how it goes.
     *
     * @param told on the thread that trains
     * @return this
     */
    public Builder listener(TrainingListener told) {
      listener = told;
      return this;
    }

    /**
     * Stops early.
     *
     * @param asked after each step, and within validations and the averaging at the end after each
     *     window and batch; once it says true, the training saves and returns, to be resumed later
     * @return this
     */
    public Builder stopWhen(BooleanSupplier asked) {
      stop = asked;
      return this;
    }

    /**
     * Trains the model of a folder: begins, resumes from the newest checkpoint, or keeps the model
     * that is there. Checkpoints are in the folder's subfolder {@code checkpoints}, whatever {@link
     * #checkpoints}, {@link #resume} or {@link #resumeElsewhere} said before; the model has the
     * name of the folder.
     *
     * @param folder made if it does not exist
     * @param subjects as for {@link OmNetTrainer#train}
     * @param every steps between checkpoints
     * @param keep checkpoints that stay
     * @return true if the folder has its model now; false if the training was stopped and has saved
     * @throws OmnetException if the folder's model was trained or its training begun with another
     *     plan, on other subjects, on another engine, or from another model
     * @throws TrainingInProgressException if another process trains in this folder
     * @throws IOException if a subject cannot be read, or the model not be written
     */
    public boolean trainIn(
        Path folder, List<? extends SubjectSource> subjects, long every, int keep)
        throws IOException {
      return new TrainingFolder(folder).train(subjects, this, every, keep);
    }

    /** Returns the settings that a model trained by this says in its provenance. */
    Map<String, String> texts() {
      Map<String, String> texts = build().settings.texts();
      start.ifPresent(model -> texts.put("startedFrom", TrainingOrigin.describe(model)));
      return texts;
    }

    /** Opens a model that a training by this plan has written. */
    ModelPackage open(Path folder) throws IOException {
      return ModelPackage.open(folder, CheckpointPolicy.parts(plan));
    }

    /** Returns engine, version and precision as a model trained by this says in its provenance. */
    String engineText() throws IOException {
      Engine djl = Engines.start(engine);
      Precision resolved = build().settings.resolvedPrecision();
      return TrainingIdentity.engineText(djl.getEngineName() + " " + djl.getVersion(), resolved);
    }

    /**
     * The trainer.
     *
     * @return a new trainer
     * @throws io.github.omnet.models.engine.EngineUnavailableException if the engine does not start
     *     or lacks a device that is required
     */
    public OmNetTrainer build() {
      List<Device> found =
          resolved.isEmpty()
              ? devices.stream().map(policy -> policy.resolve(engine)).toList()
              : resolved;
      return new OmNetTrainer(
          new TrainerSettings(
              plan,
              engine,
              precision,
              found,
              start,
              coarse,
              checkpoints,
              resume,
              elsewhere,
              validation,
              validateEvery,
              loaderThreads,
              memoryBytes,
              prepare,
              listener,
              stop));
    }
  }
}
