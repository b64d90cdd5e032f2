package io.github.omnet.models.inference;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.OmNetFusion;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.sampling.PatchReader;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.preparation.Preparation;
import io.github.omnet.models.preparation.PreparedSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Segments subjects with a trained model: orient, crop to the brain, normalise, windows, network,
 * stitch, fuse, post-process, and back onto the subject's own grid.
 *
 * <p>Reusable and safe to share between threads; passes of the network take turns. Owns native
 * memory: close it.
 */
public final class Segmenter implements AutoCloseable {
  private final ModelManifest manifest;
  private final SegmenterOptions options;
  private final InferenceSettings settings;
  private final WindowPredictor predictor;
  private final WindowCost cost;
  private final Map<String, String> provenance;

  private Segmenter(
      List<ModelPackage> models,
      SegmenterOptions options,
      WindowPredictor predictor,
      WindowCost cost,
      Device device) {
    this.manifest = models.get(0).manifest();
    this.options = options;
    this.settings = options.settings().orElse(manifest.inference());
    this.predictor = predictor;
    this.cost = cost;
    this.provenance = provenance(models, device);
  }

  /**
   * Loads a model with the settings it comes with, on the CPU.
   *
   * @param model the package
   * @param engine which engine runs it; not necessarily the one that trained it
   * @return the segmenter
   * @throws ModelPackageException if the weights do not fit the manifest
   */
  public static Segmenter open(ModelPackage model, EngineKind engine) throws ModelPackageException {
    return open(List.of(model), SegmenterOptions.DEFAULT.withEngine(engine));
  }

  /**
   * Loads a model.
   *
   * @param model the package
   * @param options engine, device, settings
   * @return the segmenter
   * @throws ModelPackageException if the weights do not fit the manifest
   * @throws io.github.omnet.models.engine.EngineUnavailableException if engine or device is missing
   */
  public static Segmenter open(ModelPackage model, SegmenterOptions options)
      throws ModelPackageException {
    return open(List.of(model), options);
  }

  /**
   * Loads an ensemble, whose probabilities are averaged. The first model's settings count.
   *
   * @param models packages that agree in modalities, orientation, label scheme and classes
   * @param options engine, device, settings
   * @return the segmenter
   * @throws ModelPackageException if weights do not fit their manifest
   * @throws OmnetException if the models do not agree
   */
  public static Segmenter open(List<ModelPackage> models, SegmenterOptions options)
      throws ModelPackageException {
    requireAgreement(models);
    Device device = options.device().resolve(options.engine());
    List<WindowPredictor> members = new ArrayList<>();
    try {
      for (ModelPackage model : models) {
        members.add(new NetworkRunner(model, 0, options.engine(), device));
      }
    } catch (ModelPackageException | RuntimeException e) {
      members.forEach(WindowPredictor::close);
      throw e;
    }
    WindowCost cost = WindowCost.of(models.get(0).manifest().networks().get(0));
    boolean plain = members.size() == 1 && options.flips().equals(List.of(Flip.NONE));
    WindowPredictor predictor =
        plain ? members.get(0) : new AveragingPredictor(members, options.flips());
    return new Segmenter(models, options, predictor, cost, device);
  }

  private static void requireAgreement(List<ModelPackage> models) {
    ModelManifest first = models.get(0).manifest();
    for (ModelPackage model : models) {
      ModelManifest other = model.manifest();
      if (!other.modalities().equals(first.modalities())
          || !other.orientation().equals(first.orientation())
          || !other.labelScheme().equals(first.labelScheme())
          || !other.networks().get(0).classes().equals(first.networks().get(0).classes())) {
        throw new OmnetException(
            "models "
                + models.get(0).location()
                + " and "
                + model.location()
                + " differ in modalities, orientation, label scheme or classes, and cannot be one"
                + " ensemble");
      }
    }
  }

  private Map<String, String> provenance(List<ModelPackage> models, Device device) {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("model", models.stream().map(m -> m.manifest().name()).toList().toString());
    made.put("weights", models.stream().map(ModelPackage::fingerprint).toList().toString());
    made.put("engine", options.engine().toString());
    made.put("device", device.toString());
    made.put("settings", settings.toString());
    made.put("flips", String.valueOf(options.flips().size()));
    return made;
  }

  /**
   * Says what a subject will take, without segmenting it. The first call times one window.
   *
   * @param subject all modalities of the model
   * @return windows, bytes, seconds
   */
  public SegmentationPlan plan(Subject subject) {
    PreparedSubject prepared = preparation().apply(withoutTruth(subject));
    WindowPlan windows = windows(prepared);
    return cost.plan(windows, settings, options, predictor);
  }

  /**
   * Segments a subject.
   *
   * @param subject all modalities of the model; its truth, if any, is not looked at
   * @return labels on the subject's own grid, in the model's label scheme
   * @throws OmnetException if a modality is missing
   */
  public Segmentation segment(Subject subject) {
    return segment(subject, ProgressListener.NONE);
  }

  /**
   * Segments a subject and tells how far it is.
   *
   * @param subject all modalities of the model; its truth, if any, is not looked at
   * @param listener told after each window
   * @return labels on the subject's own grid, in the model's label scheme
   * @throws OmnetException if a modality is missing, or memory would not suffice
   */
  public Segmentation segment(Subject subject, ProgressListener listener) {
    StageTimes times = new StageTimes();
    PreparedSubject prepared = preparation().apply(withoutTruth(subject));
    times.end("prepare");
    WindowPlan plan = windows(prepared);
    cost.memory(plan, settings, options).requireMemory();

    VoteSink votes = new VoteSink(prepared.brain().grid(), fusion(), predictor.classes());
    Optional<ProbabilitySink> probabilities =
        options.probabilities() || needsProbabilities()
            ? Optional.of(new ProbabilitySink(prepared.brain().grid(), predictor.classes()))
            : Optional.empty();
    SliceSink sink =
        (z, channels) -> {
          votes.accept(z, channels);
          probabilities.ifPresent(kept -> kept.accept(z, channels));
        };
    PatchReader reader = PatchReader.of(prepared.subject(), manifest.modalities());
    new SlidingWindow(predictor, settings, times).run(reader, plan, sink, listener);

    TumorLabels fused = fusion().fuse(prepared.brain().grid(), votes.votes());
    times.end("fuse");
    PostProcessing.Result corrected =
        PostProcessing.named(settings.postProcessing())
            .apply(evidence(prepared, fused, probabilities));
    times.end("post-process");
    TumorLabels labels =
        new TumorLabels(prepared.restore(corrected.labels().map()), fused.scheme());
    List<TaskProbabilities> kept =
        options.probabilities()
            ? restored(prepared, probabilities.orElseThrow().tasks())
            : List.of();
    times.end("restore");
    return new Segmentation(
        subject.id(),
        labels,
        kept,
        corrected.corrections(),
        plan.windows().size(),
        plan.skipped(),
        times.seconds(),
        provenance);
  }

  private static Subject withoutTruth(Subject subject) {
    return subject.with(subject.volumes(), Optional.empty());
  }

  private Preparation preparation() {
    return new Preparation(Orientation.of(manifest.orientation()), manifest.modalities());
  }

  private WindowPlan windows(PreparedSubject prepared) {
    io.github.omnet.core.volume.Shape window =
        new io.github.omnet.core.volume.Shape(
            settings.windowX(), settings.windowY(), settings.windowZ());
    return WindowPlan.over(prepared.brain(), window, settings.overlap());
  }

  private OmNetFusion fusion() {
    return new OmNetFusion(
        LabelScheme.of(manifest.labelScheme()), Ball.ofVoxels(settings.dilation()));
  }

  /** The rule that splits oedema weighs the clusters by task 2's probabilities. */
  private boolean needsProbabilities() {
    return settings.postProcessing().contains(io.github.omnet.core.postprocess.SplitOedema.NAME);
  }

  private io.github.omnet.core.postprocess.Segmentation evidence(
      PreparedSubject prepared, TumorLabels fused, Optional<ProbabilitySink> probabilities) {
    List<Volume> images =
        manifest.modalities().stream().map(m -> prepared.subject().volume(m)).toList();
    int task = Math.min(2, predictor.classes().size()) - 1;
    Optional<ClassProbabilities> classes = probabilities.map(kept -> kept.tasks().get(task));
    return new io.github.omnet.core.postprocess.Segmentation(fused, images, classes);
  }

  private static List<TaskProbabilities> restored(
      PreparedSubject prepared, List<ClassProbabilities> tasks) {
    List<TaskProbabilities> restored = new ArrayList<>();
    for (ClassProbabilities task : tasks) {
      List<Volume> classes = new ArrayList<>();
      for (int id = 0; id < task.classes(); id++) {
        classes.add(prepared.restore(Volume.wrap(task.grid(), task.channel(id))));
      }
      restored.add(new TaskProbabilities(restored.size() + 1, classes));
    }
    return restored;
  }

  /** The shape of one batch of windows. */
  static Shape batchShape(InferenceSettings settings, int channels) {
    return new Shape(
        settings.batch(), channels, settings.windowZ(), settings.windowY(), settings.windowX());
  }

  @Override
  public void close() {
    predictor.close();
  }
}
