package io.github.omnet.models.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.network.Initialization;
import io.github.omnet.models.network.OmNet;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.NetworkWeights;
import io.github.omnet.models.packaging.Provenance;
import io.github.omnet.models.packaging.TrainedSpacing;
import io.github.omnet.models.preparation.Preparation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains OM-Net on subjects with known truth and returns it as a model package. */
public final class OmNetTrainer {
  /** Purposes that seeds are derived for, so that no two streams of random numbers are the same. */
  private static final long WEIGHTS = 1;

  private static final long PATCHES = 2;
  private static final long DROPOUT = 3;
  private static final long RECALIBRATION = 4;

  private final TrainingPlan plan;
  private final EngineKind engine;
  private final Device device;

  /**
   * Plans a training.
   *
   * @param plan what is trained, how and how long
   * @param engine which engine
   * @param device where it runs
   */
  public OmNetTrainer(TrainingPlan plan, EngineKind engine, Device device) {
    this.plan = plan;
    this.engine = engine;
    this.device = device;
  }

  /**
   * Trains from fresh weights to the end of the curriculum.
   *
   * @param name name of the model
   * @param subjects with all modalities and the truth; turned, cropped and normalised here
   * @param listener told after each step
   * @return the trained model
   * @throws OmnetException if a subject lacks a modality or its truth
   * @throws DivergenceException if a loss is not a number
   */
  public ModelPackage train(String name, Iterable<Subject> subjects, TrainingListener listener) {
    return train(name, subjects, List.of(), listener);
  }

  /**
   * Trains as above, and records which subjects were kept for validation.
   *
   * @param name name of the model
   * @param subjects with all modalities and the truth; turned, cropped and normalised here
   * @param validation ids of the subjects left out, for the package's provenance only
   * @param listener told after each step
   * @return the trained model
   * @throws OmnetException if a subject lacks a modality or its truth
   * @throws DivergenceException if a loss is not a number
   */
  public ModelPackage train(
      String name, Iterable<Subject> subjects, List<String> validation, TrainingListener listener) {
    List<Subject> prepared = new ArrayList<>();
    for (Subject subject : subjects) {
      subject.requireTruth();
      prepared.add(inScheme(Preparation.DEFAULT.apply(subject).subject()));
    }
    if (prepared.isEmpty()) {
      throw new OmnetException("no subject to train on; name at least one");
    }
    int tasks = plan.network().classes().size();
    TaskPatches patches = new TaskPatches(prepared, tasks, plan.patch(), seed(PATCHES));
    Engine djl = Engines.start(engine);
    try (NDManager manager = djl.newBaseManager(device)) {
      OmNet network = new OmNet(plan.network());
      Initialization.ofRelease(seed(WEIGHTS)).apply(network, manager);
      run(network, manager, patches, listener);
      return packaged(name, network, prepared, validation, djl);
    }
  }

  private Subject inScheme(Subject subject) {
    TumorLabels truth = subject.requireTruth();
    return subject.with(subject.volumes(), java.util.Optional.of(truth.in(plan.scheme())));
  }

  private void run(
      OmNet network, NDManager manager, TaskPatches patches, TrainingListener listener) {
    long total = plan.curriculum().iterations();
    Sgd sgd = new Sgd(plan.sgd(), manager);
    try (TrainingStep step =
        new TrainingStep(
            network,
            manager,
            plan.transfer(),
            plan.scheme(),
            plan.microBatch(),
            plan.bnMomentum())) {
      for (long iteration = 0; iteration < total; iteration++) {
        int tasks = plan.curriculum().tasksAt(iteration);
        TaskBatch batch = patches.batch(iteration, tasks, plan.patchesPerTask());
        long dropoutSeed = CounterRandom.derive(seed(DROPOUT), iteration);
        float[] losses = step.gradientsOf(batch, dropoutSeed);
        List<Float> reported = checked(iteration, losses);
        step.update(sgd, iteration);
        listener.step(iteration + 1, total, reported);
      }
      step.recalibrate(recalibrationBatches(patches));
    }
  }

  private List<TaskBatch> recalibrationBatches(TaskPatches patches) {
    int tasks = plan.curriculum().tasksAt(plan.curriculum().iterations());
    List<TaskBatch> batches = new ArrayList<>();
    // Numbers that no step of a training reaches.
    long first = CounterRandom.derive(seed(RECALIBRATION), 0) >>> 24;
    for (int n = 0; n < plan.recalibration(); n++) {
      batches.add(patches.batch(first + n, tasks, plan.patchesPerTask()));
    }
    return batches;
  }

  private static List<Float> checked(long iteration, float[] losses) {
    List<Float> list = new ArrayList<>();
    for (float loss : losses) {
      if (!Float.isFinite(loss)) {
        throw new DivergenceException(iteration, losses);
      }
      list.add(loss);
    }
    return list;
  }

  private long seed(long purpose) {
    return CounterRandom.derive(plan.seed(), purpose);
  }

  private ModelPackage packaged(
      String name, OmNet network, List<Subject> subjects, List<String> validation, Engine djl) {
    List<String> ids = subjects.stream().map(Subject::id).toList();
    Provenance provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            version(),
            djl.getEngineName() + " " + djl.getVersion(),
            device.toString(),
            plan.seed(),
            plan.curriculum().iterations(),
            ids,
            validation,
            settings(),
            Map.of());
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            ModelManifest.VERSION,
            name,
            "om-net",
            List.of(plan.network()),
            Preparation.DEFAULT.modalities(),
            "z-score-brain",
            Preparation.DEFAULT.orientation().code(),
            TrainedSpacing.of(subjects.stream().map(Subject::grid).toList()),
            plan.scheme().toString(),
            List.of(plan.patch().x(), plan.patch().y(), plan.patch().z()),
            InferenceSettings.DEFAULT,
            provenance,
            List.of());
    return ModelPackage.of(
        manifest,
        List.of(NetworkWeights.of(network)),
        TrainedBy.licence(),
        TrainedBy.card(manifest));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("curriculum", plan.curriculum().stages().toString());
    settings.put("patchesPerTask", String.valueOf(plan.patchesPerTask()));
    settings.put("microBatch", String.valueOf(plan.microBatch()));
    settings.put("sgd", plan.sgd().toString());
    settings.put("transfer", plan.transfer().toString());
    settings.put("bnMomentum", String.valueOf(plan.bnMomentum()));
    settings.put("recalibration", String.valueOf(plan.recalibration()));
    return settings;
  }

  private static String version() {
    String version = OmNetTrainer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
