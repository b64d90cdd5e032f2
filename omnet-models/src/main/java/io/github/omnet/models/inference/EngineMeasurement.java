package io.github.omnet.models.inference;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.OmnetVersion;
import io.github.omnet.models.internal.engine.ComputeShare;
import io.github.omnet.models.internal.engine.ThisProcessor;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Finds the fastest engine for a model by timing one small pass on each, once for each model,
 * machine and versions; the times are kept below DJL's cache, beside the engines' unpacked native
 * libraries.
 */
final class EngineMeasurement {
  /** An engine gets at least one timed pass, and no more once they took so long. */
  private static final long ENOUGH_NANOS = 150_000_000;

  private static final int MOST_PASSES = 3;
  private static final int SIDE = 32;
  private static final int BATCH = 2;

  private final List<EngineKind> candidates;
  private final EngineTimesFile file;
  private final Stopwatch stopwatch;

  /** Times one engine. */
  @FunctionalInterface
  interface Stopwatch {
    double seconds(EngineKind engine) throws ModelPackageException;
  }

  /**
   * Prepares a measurement.
   *
   * @param candidates engines that could run the model, the usual one first
   * @param file where times are kept
   * @param stopwatch times a pass
   */
  EngineMeasurement(List<EngineKind> candidates, EngineTimesFile file, Stopwatch stopwatch) {
    this.candidates = List.copyOf(candidates);
    this.file = file;
    this.stopwatch = stopwatch;
  }

  /**
   * Returns the times of the engines for a model, unless there is nothing to choose: an engine that
   * the program or the system property names, a GPU, or a single engine that is there and can run
   * the model. Nor is anything timed where the usual engine computes in bfloat16 by the processor's
   * own instructions: that takes less than half of the other's time (docs/lab/benchmarks.md), and
   * the first run is spared starting a second engine.
   */
  static EngineTimes of(ModelPackage model, SegmenterOptions options) throws ModelPackageException {
    List<EngineKind> candidates = options.measured() ? candidates(model, options) : List.of();
    if (candidates.size() < 2) {
      return EngineTimes.untimed(candidates.isEmpty() ? options.engine() : candidates.get(0));
    }
    Path folder = Utils.getCacheDir().resolve("omnet").resolve("engine-times");
    String key = key(model, options.precision(), candidates);
    return new EngineMeasurement(
            candidates,
            new EngineTimesFile(folder, key),
            engine -> seconds(model, engine, options.precision()))
        .times();
  }

  /** Times from the file, or else measured and then kept there. */
  EngineTimes times() throws ModelPackageException {
    EngineKind usual = candidates.get(0);
    Optional<EngineTimes> kept = file.read(usual);
    if (kept.isPresent()) {
      return kept.get();
    }
    Map<EngineKind, Double> seconds = new EnumMap<>(EngineKind.class);
    for (EngineKind engine : candidates) {
      try {
        seconds.put(engine, stopwatch.seconds(engine));
      } catch (RuntimeException | LinkageError e) {
        // Whatever is wrong with one engine, the other can do the work; opening it says the rest.
        System.getLogger(EngineMeasurement.class.getName())
            .log(System.Logger.Level.INFO, "engine {0} is not timed: {1}", engine, e.getMessage());
      }
    }
    if (seconds.size() < 2) {
      // What is broken today may be mended tomorrow: nothing is kept.
      return EngineTimes.untimed(seconds.keySet().stream().findFirst().orElse(usual));
    }
    EngineTimes measured = new EngineTimes(usual, seconds);
    file.write(measured);
    return measured;
  }

  private static List<EngineKind> candidates(ModelPackage model, SegmenterOptions options) {
    if (options.device().kind() != DevicePolicy.Kind.CPU) {
      return List.of();
    }
    List<EngineKind> able =
        Engines.candidates().stream().filter(e -> runs(e, model, options)).toList();
    boolean halved =
        !able.isEmpty()
            && options.precision().resolve(able.get(0), Device.cpu()) == Precision.BFLOAT16;
    return halved ? able.subList(0, 1) : able;
  }

  private static boolean runs(EngineKind engine, ModelPackage model, SegmenterOptions options) {
    try {
      model.manifest().architecture().requireFits(engine);
      options.precision().requireFits(engine, Device.cpu());
      return true;
    } catch (OmnetException e) {
      return false;
    }
  }

  /** All that the times depend on, a line for each. */
  private static String key(ModelPackage model, Precision precision, List<EngineKind> candidates) {
    StringJoiner key = new StringJoiner("\n");
    key.add("weights " + model.fingerprint());
    key.add("processor " + ThisProcessor.name());
    key.add("features " + String.join(" ", Engines.processorFeatures()));
    key.add("omnet " + OmnetVersion.get());
    key.add("precision " + precision + " " + System.getProperty("omnet.precision", ""));
    for (EngineKind engine : candidates) {
      key.add(
          engine + " " + Engines.nativeLibrary(engine) + ", threads " + Engines.threads(engine));
    }
    return key.toString();
  }

  /** The fastest of a few passes, after one that prepares the kernels. */
  private static double seconds(ModelPackage model, EngineKind engine, Precision asked)
      throws ModelPackageException {
    Precision precision = asked.resolve(engine, Device.cpu());
    try (ComputeShare share = ComputeShare.of(engine, Device.cpu(), 1);
        NetworkRunner network = new NetworkRunner(model, 0, engine, precision, share)) {
      Shape shape = shape(model.manifest());
      float[] empty = new float[Math.toIntExact(shape.size())];
      float[][] output = network.newOutput(shape);
      network.probabilities(empty, shape, output);
      long fastest = Long.MAX_VALUE;
      long spent = 0;
      for (int n = 0; n < MOST_PASSES && spent < ENOUGH_NANOS; n++) {
        long start = System.nanoTime();
        network.probabilities(empty, shape, output);
        long took = System.nanoTime() - start;
        fastest = Math.min(fastest, took);
        spent += took;
      }
      return fastest / 1e9;
    } finally {
      Engines.trimMemory();
    }
  }

  /** Two windows, as small as those in use or as the network takes. */
  private static Shape shape(ModelManifest manifest) {
    int channels = manifest.networks().get(0).channels();
    return manifest.architecture().patchBound()
        ? new Shape(
            BATCH, channels, manifest.patch().z(), manifest.patch().y(), manifest.patch().x())
        : new Shape(BATCH, channels, SIDE, SIDE, SIDE);
  }
}
