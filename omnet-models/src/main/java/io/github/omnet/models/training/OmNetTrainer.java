package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Reorient;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.network.Initialization;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.TrainedSpacing;
import io.github.omnet.models.preparation.Preparation;
import io.github.omnet.models.validation.FullVolumeValidation;
import io.github.omnet.models.validation.ValidationScores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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
  private final Settings settings;

  /** All that a training needs but names and subjects. */
  record Settings(
      TrainingPlan plan,
      EngineKind engine,
      List<Device> devices,
      Optional<ModelPackage> start,
      Optional<CheckpointPolicy> checkpoints,
      boolean resume,
      List<Subject> validation,
      long validateEvery,
      int loaderThreads,
      TrainingListener listener,
      BooleanSupplier stop) {

    ValidationScores score(ModelPackage model) throws IOException {
      Device device = devices.get(0);
      DevicePolicy policy =
          device.isGpu() ? DevicePolicy.gpu(device.getDeviceId()) : DevicePolicy.cpu();
      return FullVolumeValidation.score(
          model, validation, SegmenterOptions.DEFAULT.withEngine(engine).withDevice(policy));
    }
  }

  private OmNetTrainer(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins a trainer.
   *
   * @param plan what is trained, how and how long
   * @return a builder; by default on MXNet and the CPU, saving nothing on the way
   */
  public static Builder builder(TrainingPlan plan) {
    return new Builder(plan);
  }

  /**
   * Trains to the end of the curriculum, or until stopped.
   *
   * @param name name of the model
   * @param subjects with all modalities and the truth; turned, cropped and normalised here
   * @return the trained model
   * @throws OmnetException if a subject lacks a modality or its truth, or a checkpoint is of
   *     another training
   * @throws DivergenceException if a loss is not a number
   * @throws IOException if checkpoints cannot be read or written; earlier ones stay as they are
   */
  public TrainingResult train(String name, Iterable<Subject> subjects) throws IOException {
    TrainingPlan plan = settings.plan;
    List<Subject> prepared = prepared(subjects);
    TaskPatches patches =
        new TaskPatches(
            prepared,
            plan.network().classes().size(),
            plan.patch(),
            plan.augmentation().policy(),
            Seeds.PATCHES.of(plan));
    List<Double> spacing = TrainedSpacing.of(prepared.stream().map(Subject::grid).toList());
    requireComparable(spacing);
    Engine djl = Engines.start(settings.engine);
    PackagedTraining packaging =
        new PackagedTraining(
            name,
            plan,
            prepared.stream().map(Subject::id).toList(),
            spacing,
            settings.validation.stream().map(Subject::id).toList(),
            djl.getEngineName() + " " + djl.getVersion(),
            settings.devices.stream().map(Device::toString).collect(Collectors.joining(", ")));
    try (NDManager manager = djl.newBaseManager(settings.devices.get(0));
        TrainingStep step = new TrainingStep(plan, manager, settings.devices)) {
      TrainingRun run = new TrainingRun(settings, patches, packaging, step);
      if (settings.resume) {
        Checkpoint checkpoint = checkpoint(packaging);
        NetworkState.restore(checkpoint.model(), step.first().network(), step.first().manager());
        run.goOnFrom(checkpoint);
      } else {
        begin(step.first());
      }
      step.distribute();
      return run.run();
    }
  }

  private List<Subject> prepared(Iterable<Subject> subjects) {
    List<Subject> prepared = new ArrayList<>();
    for (Subject subject : subjects) {
      subject.requireTruth();
      requireRoom(subject);
      Subject turned = Preparation.DEFAULT.apply(subject).subject();
      TumorLabels truth = turned.requireTruth().in(settings.plan.scheme());
      prepared.add(turned.with(turned.volumes(), Optional.of(truth)));
    }
    if (prepared.isEmpty()) {
      throw new OmnetException("no subject to train on; name at least one");
    }
    return prepared;
  }

  /** A patch beyond its edge would be padded with background, and teach that tumours end there. */
  private void requireRoom(Subject subject) {
    Shape patch = settings.plan.patch();
    Reorient turn = Reorient.to(Preparation.DEFAULT.orientation());
    Shape volume = turn.on(subject.grid()).gridAfter(subject.grid()).shape();
    for (int axis = 0; axis < 3; axis++) {
      if (patch.axis(axis) > volume.axis(axis)) {
        throw new OmnetException(
            "subject "
                + subject.id()
                + " has "
                + volume
                + " voxels, too few for a patch of "
                + patch
                + "; train on smaller patches, or leave the subject out");
      }
    }
  }

  /** What would keep the validation from ending must show before the hours of work, not after. */
  private void requireComparable(List<Double> spacing) {
    Set<String> ids = new HashSet<>();
    for (Subject subject : settings.validation) {
      if (!ids.add(subject.id())) {
        throw new OmnetException("validation subject " + subject.id() + " comes twice");
      }
      Grid grid = Preparation.DEFAULT.apply(subject).subject().grid();
      boolean fits =
          spacing.isEmpty()
              || TrainedSpacing.fits(
                  new Spacing(spacing.get(0), spacing.get(1), spacing.get(2)), grid.spacing());
      if (!fits) {
        throw new OmnetException(
            "validation subject "
                + subject.id()
                + " has voxels of "
                + grid.spacing()
                + " mm, the training subjects of "
                + spacing
                + "; resample it, or leave it out");
      }
    }
  }

  private void begin(Replica first) throws IOException {
    Initialization.ofRelease(Seeds.WEIGHTS.of(settings.plan))
        .apply(first.network(), first.manager());
    if (settings.start.isPresent()) {
      NetworkState.startFrom(settings.start.get(), first.network(), first.manager());
    }
    if (settings.checkpoints.isPresent()) {
      CheckpointPolicy policy = settings.checkpoints.get();
      if (policy.holdsUnfinished()) {
        throw new OmnetException(
            policy.folder() + " holds a training that was stopped; resume it, or choose another");
      }
      policy.store().clear();
    }
  }

  private Checkpoint checkpoint(PackagedTraining packaging) throws IOException {
    CheckpointPolicy policy = settings.checkpoints.orElseThrow();
    policy.store().tidy();
    Checkpoint newest = policy.store().newest(settings.listener::warned);
    List<String> differences =
        newest.state().differences(settings.plan.settings(), packaging.trainingSubjects());
    if (!differences.isEmpty()) {
      throw new OmnetException(
          newest.folder()
              + " is of another training: "
              + String.join("; ", differences)
              + "; resume with the same settings, or start anew in another folder");
    }
    if (!newest.state().engine().equals(packaging.engine())) {
      settings.listener.warned(
          "the checkpoint was made on "
              + newest.state().engine()
              + "; on "
              + packaging.engine()
              + " the training goes on, but not to the same bits");
    }
    return newest;
  }

  /** Settings of a trainer that do not change what it learns. */
  public static final class Builder {
    private final TrainingPlan plan;
    private EngineKind engine = EngineKind.MXNET;
    private List<Device> devices = List.of(Device.cpu());
    private Optional<ModelPackage> start = Optional.empty();
    private Optional<CheckpointPolicy> checkpoints = Optional.empty();
    private boolean resume;
    private List<Subject> validation = List.of();
    private long validateEvery;
    private int loaderThreads = 1;
    private TrainingListener listener = TrainingListener.NONE;
    private BooleanSupplier stop = () -> false;

    private Builder(TrainingPlan plan) {
      this.plan = plan;
    }

    /**
     * Where to train.
     *
     * @param kind which engine computes
     * @param on one device, or several that share each batch
     * @return this
     */
    public Builder engine(EngineKind kind, Device... on) {
      if (on.length == 0) {
        throw new OmnetException("a training needs at least one device");
      }
      engine = kind;
      devices = List.of(on);
      return this;
    }

    /**
     * Starts from the weights of a model wherever they fit by name and shape.
     *
     * @param model such as a trained OM-Net for one with attention
     * @return this
     */
    public Builder startFrom(ModelPackage model) {
      start = Optional.of(model);
      return this;
    }

    /**
     * Saves on the way. Checkpoints of a finished training in that folder are deleted; of one that
     * was stopped, training refuses to begin.
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
     * Goes on from the newest checkpoint that is whole, as if it had never stopped, and saves on
     * the way. Training fails if there is none, or if plan or subjects are others.
     *
     * @param policy where the checkpoints are, and how often to save
     * @return this
     */
    public Builder resume(CheckpointPolicy policy) {
      checkpoints = Optional.of(policy);
      resume = true;
      return this;
    }

    /**
     * Scores on subjects that it does not train on, by segmenting all of each.
     *
     * @param subjects with their truth; scored at the end
     * @param every optimiser steps between validations on the way; 0 for none
     * @return this
     * @throws OmnetException if a subject has no truth
     */
    public Builder validation(List<Subject> subjects, long every) {
      subjects.forEach(Subject::requireTruth);
      validation = List.copyOf(subjects);
      validateEvery = every;
      return this;
    }

    /**
     * How many threads make batches ahead; changes nothing but the time.
     *
     * @param threads at least 1; 1 by default
     * @return this
     */
    public Builder loaderThreads(int threads) {
      if (threads < 1) {
        throw new OmnetException("at least one thread must load, found " + threads);
      }
      loaderThreads = threads;
      return this;
    }

    /**
     * Who is told how it goes.
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
     * @param asked after each step; the training then saves and returns, to be resumed later
     * @return this
     */
    public Builder stopWhen(BooleanSupplier asked) {
      stop = asked;
      return this;
    }

    /**
     * The trainer.
     *
     * @return a new trainer
     */
    public OmNetTrainer build() {
      return new OmNetTrainer(
          new Settings(
              plan,
              engine,
              devices,
              start,
              checkpoints,
              resume,
              validation,
              validateEvery,
              loaderThreads,
              listener,
              stop));
    }
  }
}
