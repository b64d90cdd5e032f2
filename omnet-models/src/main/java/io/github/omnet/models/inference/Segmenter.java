package io.github.omnet.models.inference;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.OmNetFusion;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.sampling.PatchReader;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.preparation.Preparation;
import io.github.omnet.models.preparation.PreparedSubject;
import java.util.Optional;

/**
 * Segments subjects with one trained model: orient, crop to the brain, normalise, windows, network,
 * stitch, fuse, and back onto the subject's own grid.
 *
 * <p>Reusable and safe to share between threads; passes of the network take turns. Owns native
 * memory: close it.
 */
public final class Segmenter implements AutoCloseable {
  private final ModelManifest manifest;
  private final InferenceSettings settings;
  private final NetworkRunner runner;

  private Segmenter(ModelManifest manifest, InferenceSettings settings, NetworkRunner runner) {
    this.manifest = manifest;
    this.settings = settings;
    this.runner = runner;
  }

  /**
   * Loads a model with the settings it comes with.
   *
   * @param model the package
   * @param engine which engine runs it; not necessarily the one that trained it
   * @return the segmenter
   * @throws ModelPackageException if the weights do not fit the manifest
   */
  public static Segmenter open(ModelPackage model, EngineKind engine) throws ModelPackageException {
    return open(model, engine, Device.cpu(), model.manifest().inference());
  }

  /**
   * Loads a model.
   *
   * @param model the package
   * @param engine which engine runs it; not necessarily the one that trained it
   * @param device where it runs
   * @param settings of the sliding window and of fusion
   * @return the segmenter
   * @throws ModelPackageException if the weights do not fit the manifest
   */
  public static Segmenter open(
      ModelPackage model, EngineKind engine, Device device, InferenceSettings settings)
      throws ModelPackageException {
    return new Segmenter(model.manifest(), settings, new NetworkRunner(model, 0, engine, device));
  }

  /**
   * Segments a subject.
   *
   * @param subject all modalities of the model; its truth, if any, is not looked at
   * @return labels on the subject's own grid, in the model's label scheme
   * @throws io.github.omnet.core.OmnetException if a modality is missing
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
   * @throws io.github.omnet.core.OmnetException if a modality is missing
   */
  public Segmentation segment(Subject subject, ProgressListener listener) {
    StageTimes times = new StageTimes();
    PreparedSubject prepared =
        preparation().apply(subject.with(subject.volumes(), Optional.empty()));
    Mask brain = prepared.brain();
    times.end("prepare");
    WindowPlan plan = WindowPlan.over(brain, window(), settings.overlap());
    byte[] votes = votes(prepared.subject(), plan, listener, times);
    TumorLabels fused = fusion().fuse(brain.grid(), votes);
    times.end("fuse");

    LabelMap labels = prepared.restore().apply(fused.map());
    times.end("restore");
    return new Segmentation(
        subject.id(),
        new TumorLabels(labels, fused.scheme()),
        plan.windows().size(),
        times.seconds());
  }

  private Preparation preparation() {
    return new Preparation(Orientation.of(manifest.orientation()), manifest.modalities());
  }

  private io.github.omnet.core.volume.Shape window() {
    return new io.github.omnet.core.volume.Shape(
        settings.windowX(), settings.windowY(), settings.windowZ());
  }

  private OmNetFusion fusion() {
    return new OmNetFusion(
        LabelScheme.of(manifest.labelScheme()), Ball.ofVoxels(settings.dilation()));
  }

  private byte[] votes(
      Subject normalised, WindowPlan plan, ProgressListener listener, StageTimes times) {
    VoteSink votes = new VoteSink(normalised.grid(), fusion(), runner);
    SlabStitcher stitcher =
        new SlabStitcher(
            plan.volume(),
            plan.window(),
            votes.channels(),
            Blending.of(settings.blending()),
            votes);
    PatchReader reader = PatchReader.of(normalised, manifest.modalities());
    int voxels = plan.window().voxels();
    int total = plan.windows().size();
    for (int first = 0; first < total; first += settings.batch()) {
      int count = Math.min(settings.batch(), total - first);
      float[] input = new float[count * reader.channels() * voxels];
      for (int n = 0; n < count; n++) {
        reader.readImages(plan.windows().get(first + n), input, n * reader.channels() * voxels);
      }
      times.end("windows");
      float[][] output = runner.probabilities(input, tensorShape(count, reader, plan));
      times.end("network");
      for (int n = 0; n < count; n++) {
        add(stitcher, plan.windows().get(first + n), output, n, voxels);
      }
      times.end("stitch");
      listener.progress(first + count, total);
    }
    stitcher.finish();
    times.end("stitch");
    return votes.votes();
  }

  private static Shape tensorShape(int count, PatchReader reader, WindowPlan plan) {
    return new Shape(
        count, reader.channels(), plan.window().z(), plan.window().y(), plan.window().x());
  }

  private void add(SlabStitcher stitcher, Box box, float[][] output, int n, int voxels) {
    int channel = 0;
    for (int task = 0; task < runner.tasks(); task++) {
      int classes = runner.classes(task);
      stitcher.add(box, output[task], n * classes * voxels, channel, classes);
      channel += classes;
    }
  }

  /** Keeps of each finished slice one byte per voxel, which is all that fusion needs. */
  private static final class VoteSink implements SliceSink {
    private final OmNetFusion fusion;
    private final NetworkRunner runner;
    private final Grid slice;
    private final byte[] votes;

    VoteSink(Grid grid, OmNetFusion fusion, NetworkRunner runner) {
      this.fusion = fusion;
      this.runner = runner;
      this.slice =
          new Grid(
              new io.github.omnet.core.volume.Shape(grid.shape().x(), grid.shape().y(), 1),
              grid.affine());
      this.votes = new byte[grid.shape().voxels()];
    }

    int channels() {
      int channels = 0;
      for (int task = 0; task < runner.tasks(); task++) {
        channels += runner.classes(task);
      }
      return channels;
    }

    @Override
    public void accept(int z, float[][] channels) {
      ClassProbabilities[] tasks = new ClassProbabilities[runner.tasks()];
      int first = 0;
      for (int task = 0; task < tasks.length; task++) {
        int classes = runner.classes(task);
        float[][] own = new float[classes][];
        System.arraycopy(channels, first, own, 0, classes);
        tasks[task] = ClassProbabilities.wrap(slice, own);
        first += classes;
      }
      byte[] sliceVotes = fusion.votes(tasks);
      System.arraycopy(sliceVotes, 0, votes, z * sliceVotes.length, sliceVotes.length);
    }

    byte[] votes() {
      return votes;
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
