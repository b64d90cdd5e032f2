package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.NetworkSummary;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one pass costs: bytes by counting the layers, time by measuring once. */
final class WindowCost {
  private static final int FLOAT = 4;

  private final Architecture architecture;
  private final NetworkConfig config;
  private final List<NetworkConfig> networks;
  private final int members;
  private final EngineTimes times;
  private final Map<Shape, Double> secondsPerPass = new HashMap<>();

  private WindowCost(
      Architecture architecture, List<NetworkConfig> networks, int members, EngineTimes times) {
    this.architecture = architecture;
    this.config = networks.get(0);
    this.networks = networks;
    this.members = members;
    this.times = times;
  }

  /**
   * The cost of a model's first network, the one that sees every window, and the weights of all.
   */
  static WindowCost of(ModelManifest manifest, int members, EngineTimes times) {
    return new WindowCost(
        manifest.architecture().member(),
        manifest.isEnsemble() ? manifest.networks().subList(0, 1) : manifest.networks(),
        members,
        times);
  }

  SegmentationPlan plan(
      WindowPlan windows,
      InferenceSettings settings,
      boolean keepsProbabilities,
      WindowPredictor predictor) {
    SegmentationPlan memory = memory(windows, settings, keepsProbabilities);
    memory.requireMemory();
    int passes = (windows.windows().size() + settings.batch() - 1) / settings.batch();
    return new SegmentationPlan(
        memory.windows(),
        memory.skipped(),
        memory.heapBytes(),
        memory.nativeBytes(),
        passes * secondsPerPass(batchShape(windows, settings), predictor),
        memory.engine(),
        memory.engineSeconds(),
        Optional.empty());
  }

  /** Everything but the time. */
  SegmentationPlan memory(
      WindowPlan windows, InferenceSettings settings, boolean keepsProbabilities) {
    Shape shape = batchShape(windows, settings);
    NetworkSummary summary = Networks.of(architecture, config).summary(shape);
    long activations = 0;
    for (NetworkSummary.Layer layer : summary.layers()) {
      // Folded away, normalisation has no array of its own. Layers free what they have used; to
      // count all of them makes up for the engines' own copies in other layouts.
      if (!layer.kind().equals("BatchNorm")) {
        activations += layer.output().size() * FLOAT;
      }
    }
    long weights = (long) members * networks.size() * summary.counts().stored() * FLOAT;
    long channels = channels();
    long slab = windows.volume().voxels() / windows.volume().z() * (long) windows.window().z();
    long heap =
        slab * (channels + 1) * FLOAT
            // Fusion's distances, and the copies that are turned, cropped and normalised.
            + windows.volume().voxels() * (long) (Double.BYTES + 2 * FLOAT * config.channels())
            + shape.size() * FLOAT
            + shape.size() / config.channels() * channels * FLOAT * 2
            // A vote, and what the quality is told from.
            + windows.volume().voxels() * (1L + RegionEvidence.BYTES);
    if (keepsProbabilities) {
      heap += windows.volume().voxels() * channels * FLOAT * 2;
    }
    return new SegmentationPlan(
        windows.windows().size(),
        windows.skipped(),
        heap,
        activations + weights,
        Double.NaN,
        times.fastest(),
        times.seconds(),
        Optional.empty());
  }

  /** Times one pass, once for each shape. */
  private synchronized double secondsPerPass(Shape shape, WindowPredictor predictor) {
    return secondsPerPass.computeIfAbsent(
        shape,
        key -> {
          float[] empty = new float[Math.toIntExact(key.size())];
          float[][] output = predictor.newOutput(key);
          predictor.probabilities(empty, key, output); // the first pass also prepares the kernels
          long start = System.nanoTime();
          predictor.probabilities(empty, key, output);
          return (System.nanoTime() - start) / 1e9;
        });
  }

  /** Outputs of all networks. */
  private long channels() {
    return networks.stream()
        .flatMap(network -> network.classes().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }

  private Shape batchShape(WindowPlan windows, InferenceSettings settings) {
    return new Shape(
        // A subject of fewer windows makes a smaller batch.
        Math.max(1, Math.min(settings.batch(), windows.windows().size())),
        config.channels(),
        windows.window().z(),
        windows.window().y(),
        windows.window().x());
  }
}
