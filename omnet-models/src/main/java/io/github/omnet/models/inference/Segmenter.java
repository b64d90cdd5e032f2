package io.github.omnet.models.inference;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.Rule;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.CoarseInput;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Segments subjects with a trained model: orient, crop to the brain, normalise, windows, network,
 * stitch, fuse, post-process, and back onto the subject's own grid.
 *
 * <p>A subject whose voxels differ in size from those that the model was trained at by more than
 * {@link io.github.omnet.models.internal.TrainedSpacing#TOLERANCE} is refused, or resampled where
 * the options say so.
 *
 * <p>Of a two-level model the coarse level segments the whole brain first. The fine level then runs
 * only on windows around what that has found, and takes its probabilities as channels; elsewhere
 * the coarse result stands, and where nothing was found it stands as a whole.
 *
 * <p>Reusable and safe to share between threads. One subject at a time passes through the network,
 * or as many as {@link SegmenterOptions#withParallelPasses} says; further callers wait in the order
 * in which they came. A thread that is interrupted stops before its next window. Owns native
 * memory: close it.
 */
public final class Segmenter implements AutoCloseable {
  private final ModelManifest manifest;
  private final SegmenterOptions options;
  private final InferenceSettings settings;
  private final PostProcessing rules;
  private final PassPool passes;
  private final WindowCost cost;
  private final SpacingRule spacing;
  private final Optional<Segmenter> coarse;
  private final Map<String, String> provenance;

  private Segmenter(
      List<ModelPackage> models,
      SegmenterOptions options,
      InferenceSettings inference,
      PostProcessing rules,
      PassPool passes,
      WindowCost cost,
      Optional<Segmenter> coarse,
      Device device) {
    this.manifest = models.get(0).manifest();
    this.options = options;
    this.settings = inference;
    this.rules = rules;
    this.passes = passes;
    this.cost = cost;
    this.coarse = coarse;
    this.spacing = SpacingRule.of(manifest, options);
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
   * Loads a model. Where {@link SegmenterOptions#measured()} leaves the engine open and several are
   * on the class path, the first call for a model times a pass on each, about a second, and keeps
   * the times below DJL's cache (the folder {@code .djl.ai} of the user's home, or {@code
   * DJL_CACHE_DIR}). The provenance of each segmentation names the engine.
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
   * @param models packages that agree in preprocessing, spacing, label scheme, classes
   * @param options engine, device, settings
   * @return the segmenter
   * @throws ModelPackageException if weights do not fit their manifest
   * @throws OmnetException if the models do not agree
   */
  public static Segmenter open(List<ModelPackage> models, SegmenterOptions options)
      throws ModelPackageException {
    Agreement.require(models);
    EngineTimes times = EngineMeasurement.of(models.get(0), options);
    return open(models, options.withEngine(times.fastest()), times);
  }

  private static Segmenter open(
      List<ModelPackage> models, SegmenterOptions asked, EngineTimes times)
      throws ModelPackageException {
    SegmenterOptions options = asked;
    for (ModelPackage model : models) {
      Precision precision = model.manifest().architecture().precision(options.precision());
      options = options.withPrecision(precision);
    }
    Device device = options.device().resolve(options.engine());
    ModelManifest first = models.get(0).manifest();
    InferenceSettings inference = options.inference(first.inference());
    models.forEach(model -> model.manifest().requireFits(inference));
    // An unknown rule fails here, not after the work.
    PostProcessing rules = models.get(0).postProcessing(inference);
    PassSettings settings = PassSettings.of(first, inference);
    WindowCost cost =
        WindowCost.of(first, models.stream().mapToInt(m -> m.manifest().members()).sum(), times);
    Optional<Segmenter> coarse = coarse(models.get(0), options, times);
    try {
      PassPool passes = new PassLoader(models, options, settings, device).load();
      return new Segmenter(models, options, inference, rules, passes, cost, coarse, device);
    } catch (ModelPackageException | RuntimeException e) {
      coarse.ifPresent(Segmenter::close);
      throw e;
    }
  }

  private static Optional<Segmenter> coarse(
      ModelPackage model, SegmenterOptions options, EngineTimes times)
      throws ModelPackageException {
    Optional<ModelPackage> level = model.coarse();
    return level.isPresent()
        ? Optional.of(open(List.of(level.get()), options.withoutSettings(), times))
        : Optional.empty();
  }

  private Map<String, String> provenance(List<ModelPackage> models, Device device) {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("model", models.stream().map(m -> m.manifest().name()).toList().toString());
    made.put("weights", models.stream().map(ModelPackage::fingerprint).toList().toString());
    models
        .get(0)
        .coarse()
        .ifPresent(
            level ->
                made.put(
                    "coarse",
                    level.manifest().name() + ", " + PlainText.settings(level.fingerprint())));
    made.put("engine", options.engine().toString());
    made.put("device", PlainText.settings(device.toString()));
    made.put("precision", options.precision().resolve(options.engine(), device).toString());
    made.put("settings", PlainText.settings(settings.toString()));
    made.put("flips", String.valueOf(options.flips().size()));
    if (options.parallelPasses() > 1) {
      made.put("parallelPasses", String.valueOf(options.parallelPasses()));
    }
    return made;
  }

  /**
   * Says what a subject will take, without segmenting it. The first call times one window. Of a
   * cascade it counts the windows of the first network; the later ones run on some of them again.
   * Of a two-level model it counts both levels, the windows of the fine one as if the tumour filled
   * the brain.
   *
   * @param subject all modalities of the model
   * @return windows, bytes, seconds
   * @throws IllegalStateException if the segmenter is closed
   */
  public SegmentationPlan plan(Subject subject) {
    passes.requireOpen();
    if (coarse.isEmpty()) {
      return plan(subject, false);
    }
    Segmenter level = coarse.get();
    SegmentationPlan first = level.plan(subject, true);
    return plan(CoarseInput.withNothingFound(subject), false)
        .after(first, MemoryForecast.handedOver(level.manifest, level.options, subject.grid()));
  }

  /** What one level takes. */
  private SegmentationPlan plan(Subject subject, boolean keep) {
    PreparedSubject prepared = prepared(subject, spacing.resampledTo(subject));
    boolean all = keep || buffersProbabilities() || LevelResult.isFiner(subject.grid(), prepared);
    return passes
        .use(pass -> cost.plan(windows(prepared), settings, all, pass.first()))
        .withHeapAtLeast(MemoryForecast.preparing(manifest, options, subject.grid()));
  }

  /**
   * Segments a subject.
   *
   * @param subject all modalities of the model; its truth, if any, is not looked at
   * @return labels on the subject's own grid, in the model's label scheme
   * @throws OmnetException if a modality is missing, the voxel size is not the model's, or memory
   *     would not suffice
   * @throws SegmentationInterruptedException if the thread is interrupted, at the next window; its
   *     interrupt flag stays set
   * @throws IllegalStateException if the segmenter is closed
   */
  public Segmentation segment(Subject subject) {
    return segment(subject, ProgressListener.NONE);
  }

  /**
   * Segments a subject and tells how far it is; of a two-level model each level counts its own
   * windows, from 1.
   *
   * @param subject all modalities of the model; its truth, if any, is not looked at
   * @param listener told after each window
   * @return labels on the subject's own grid, in the model's label scheme
   * @throws OmnetException if a modality is missing, the voxel size is not the model's, or memory
   *     would not suffice
   * @throws SegmentationInterruptedException if the thread is interrupted, at the next window; its
   *     interrupt flag stays set
   * @throws IllegalStateException if the segmenter is closed
   */
  public Segmentation segment(Subject subject, ProgressListener listener) {
    passes.requireOpen();
    // What is refused is refused before anything is computed.
    Map<String, String> made = provenance(spacing.resampledTo(subject));
    StageTimes times = new StageTimes();
    List<Plausibility.Warning> warnings = Plausibility.check(subject);
    times.end("check");
    Optional<CoarseResult> before = Optional.empty();
    if (coarse.isPresent()) {
      Segmenter first = coarse.get();
      // No variable holds the rest of its result, which is large.
      CoarseResult kept =
          CoarseResult.of(
              first.whole(subject, listener), options.probabilities(), settings.coarseShare() > 0);
      times.end("coarse");
      if (kept.whole().isPresent()) {
        return first.restored(
            subject, kept.whole().get(), Optional.empty(), warnings, times, provenance);
      }
      before = Optional.of(kept);
    }
    LevelResult result = level(subject, before, false, times, listener);
    return restored(subject, result, before, warnings, times, made);
  }

  /**
   * Segments a subject and returns what that was made of: the probability that a voxel belongs to
   * each region, by all tasks together. The fine level of a two-level model takes these.
   *
   * @param subject all modalities of the model
   * @return in [0, 1], on the grid that the network works on
   * @throws OmnetException as {@link #segment(Subject)}
   * @throws SegmentationInterruptedException as {@link #segment(Subject)}
   * @throws IllegalStateException if the segmenter is closed
   */
  public Map<TumorRegion, Volume> regionProbabilities(Subject subject) {
    passes.requireOpen();
    return whole(subject, ProgressListener.NONE).finding().regions();
  }

  /** What this level makes of a whole brain, with the probabilities of all tasks. */
  private LevelResult whole(Subject subject, ProgressListener listener) {
    return level(subject, Optional.empty(), true, new StageTimes(), listener);
  }

  /** One level, up to the labels on its own grid, where the level before it has found something. */
  private LevelResult level(
      Subject subject,
      Optional<CoarseResult> before,
      boolean keep,
      StageTimes times,
      ProgressListener listener) {
    Optional<CoarseFinding> finding = before.map(CoarseResult::finding);
    Subject known =
        finding.map(level -> CoarseInput.added(subject, level.regions())).orElse(subject);
    PreparedSubject whole = prepared(known, spacing.resampledTo(subject));
    Optional<Mask> part = finding.map(level -> level.windows(whole.brain().grid()));
    PreparedSubject prepared = part.map(whole::within).orElse(whole);
    times.end("prepare");
    boolean all = keep || LevelResult.isFiner(subject.grid(), prepared);
    Optional<LevelMix> mix = before.flatMap(level -> level.mix(settings.coarseShare()));
    FusedTasks fused = passes.use(pass -> run(pass, prepared, mix, all, times, listener));
    TumorLabels found = part.map(fused.labels()::within).orElse(fused.labels());
    PostProcessing.Result corrected = rules.apply(evidence(prepared, found, fused));
    times.end("post-process");
    return new LevelResult(prepared, fused, corrected);
  }

  /** Back onto the subject's own grid. */
  private Segmentation restored(
      Subject subject,
      LevelResult result,
      Optional<CoarseResult> before,
      List<Plausibility.Warning> warnings,
      StageTimes times,
      Map<String, String> made) {
    TumorLabels labels = result.on(subject.grid(), PassSettings.of(manifest, settings).fusion());
    List<TaskProbabilities> kept =
        options.probabilities() ? result.probabilities(before) : List.of();
    Quality quality = result.quality();
    times.end("restore");
    return new Segmentation(
        subject.id(),
        labels,
        kept,
        result.corrected().corrections(),
        result.fused().windows() + before.map(CoarseResult::windows).orElse(0),
        result.fused().skipped() + before.map(CoarseResult::skipped).orElse(0),
        times.seconds(),
        made,
        warnings,
        quality);
  }

  private FusedTasks run(
      TaskPass pass,
      PreparedSubject prepared,
      Optional<LevelMix> mix,
      boolean keep,
      StageTimes times,
      ProgressListener listener) {
    times.end("wait");
    cost.memory(windows(prepared), settings, buffersProbabilities() || keep).requireMemory();
    boolean all = options.probabilities() || rules.needsProbabilities() || keep;
    return pass.run(prepared, mix, all, times, listener);
  }

  /** Without its truth, which could make no difference anyway. */
  private PreparedSubject prepared(Subject subject, Optional<Spacing> resampled) {
    Preprocessing own = manifest.preprocessing();
    Preprocessing here = resampled.isPresent() ? own.withSpacing(resampled) : own;
    return here.apply(subject.with(subject.volumes(), Optional.empty()));
  }

  private Map<String, String> provenance(Optional<Spacing> resampled) {
    Map<String, String> own = new LinkedHashMap<>(provenance);
    resampled.ifPresent(mm -> own.put("resampled", SpacingRule.text(mm)));
    return own;
  }

  private WindowPlan windows(PreparedSubject prepared) {
    return PassSettings.of(manifest, settings).windowsAround(prepared.brain());
  }

  private boolean buffersProbabilities() {
    return MemoryForecast.buffersProbabilities(manifest, options, rules);
  }

  private Rule.Input evidence(PreparedSubject prepared, TumorLabels labels, FusedTasks fused) {
    List<Volume> images = List.copyOf(prepared.subject().volumes().values());
    // Task 2 knows the classes; a network of one task has only its first.
    Optional<ClassProbabilities> classes =
        fused.tasks().stream().limit(2).reduce((coarse, fine) -> fine);
    return new Rule.Input(labels, images, classes);
  }

  /**
   * Waits for the passes that run and frees the memory of the model. Callers that wait for a pass,
   * and all later ones, get an {@link IllegalStateException}. Closing again does nothing.
   */
  @Override
  public void close() {
    passes.close();
    coarse.ifPresent(Segmenter::close);
    Engines.trimMemory();
  }
}
