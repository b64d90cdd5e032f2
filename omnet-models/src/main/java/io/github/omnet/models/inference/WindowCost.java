package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.NetworkSummary;
import io.github.omnet.models.network.OmNet;
import io.github.omnet.models.packaging.InferenceSettings;

/** What one pass costs: bytes by counting the layers, time by measuring once. */
final class WindowCost {
  /** A layer's output, and what is made of it by ReLU or a sum: both live until the pass ends. */
  private static final int ARRAYS_PER_LAYER = 2;

  private static final int FLOAT = 4;

  private final NetworkConfig config;
  private double secondsPerPass = Double.NaN;

  private WindowCost(NetworkConfig config) {
    this.config = config;
  }

  static WindowCost of(NetworkConfig config) {
    return new WindowCost(config);
  }

  SegmentationPlan plan(
      WindowPlan windows,
      InferenceSettings settings,
      SegmenterOptions options,
      WindowPredictor predictor) {
    SegmentationPlan memory = memory(windows, settings, options);
    memory.requireMemory();
    int passes = (windows.windows().size() + settings.batch() - 1) / settings.batch();
    return new SegmentationPlan(
        memory.windows(),
        memory.skipped(),
        memory.heapBytes(),
        memory.nativeBytes(),
        passes * secondsPerPass(settings, predictor));
  }

  /** Everything but the time. */
  SegmentationPlan memory(
      WindowPlan windows, InferenceSettings settings, SegmenterOptions options) {
    Shape shape = Segmenter.batchShape(settings, config.channels());
    NetworkSummary summary = new OmNet(config).summary(shape);
    long activations = 0;
    for (NetworkSummary.Layer layer : summary.layers()) {
      // Folded away, normalisation has no array of its own.
      if (!layer.kind().equals("BatchNorm")) {
        activations += layer.output().size() * FLOAT * ARRAYS_PER_LAYER;
      }
    }
    long weights = summary.counts().stored() * FLOAT;
    long channels = config.classes().stream().mapToInt(Integer::intValue).sum();
    long slab = windows.volume().voxels() / windows.volume().z() * (long) settings.windowZ();
    long heap =
        slab * (channels + 1) * FLOAT
            + shape.size() * FLOAT
            + shape.size() / config.channels() * channels * FLOAT * 2
            + windows.volume().voxels();
    if (options.probabilities()) {
      heap += windows.volume().voxels() * channels * FLOAT * 2;
    }
    return new SegmentationPlan(
        windows.windows().size(), windows.skipped(), heap, activations + weights, Double.NaN);
  }

  private synchronized double secondsPerPass(
      InferenceSettings settings, WindowPredictor predictor) {
    if (Double.isNaN(secondsPerPass)) {
      Shape shape = Segmenter.batchShape(settings, config.channels());
      float[] empty = new float[Math.toIntExact(shape.size())];
      predictor.probabilities(empty, shape); // the first pass also prepares the kernels
      long start = System.nanoTime();
      predictor.probabilities(empty, shape);
      secondsPerPass = (System.nanoTime() - start) / 1e9;
    }
    return secondsPerPass;
  }
}
