package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.volume.Box;
import io.github.omnet.models.packaging.InferenceSettings;
import java.util.Arrays;
import java.util.List;

/** Takes a predictor over all windows of a plan and hands the stitched slices on. */
final class SlidingWindow {
  private final WindowPredictor predictor;
  private final InferenceSettings settings;
  private final StageTimes times;

  SlidingWindow(WindowPredictor predictor, InferenceSettings settings, StageTimes times) {
    this.predictor = predictor;
    this.settings = settings;
    this.times = times;
  }

  void run(PatchReader reader, WindowPlan plan, SliceSink sink, ProgressListener listener) {
    List<Integer> classes = predictor.channels();
    int channels = classes.stream().mapToInt(Integer::intValue).sum();
    SlabStitcher stitcher =
        new SlabStitcher(plan.volume(), plan.window(), channels, settings.blending(), sink);
    int voxels = plan.window().voxels();
    int perWindow = reader.channels() * voxels;
    int total = plan.windows().size();
    // Filled anew for each batch; the last one may leave the end of them unused.
    int least = predictor.leastBatch(tensorShape(1, reader, plan).slice(2));
    int largest = Math.max(least, Math.min(settings.batch(), total));
    float[] input = new float[largest * perWindow];
    float[][] output = predictor.newOutput(tensorShape(largest, reader, plan));
    for (int first = 0; first < total; first += settings.batch()) {
      SegmentationInterruptedException.check("before window " + (first + 1) + " of " + total);
      int count = Math.min(settings.batch(), total - first);
      for (int n = 0; n < count; n++) {
        reader.readImages(plan.windows().get(first + n), input, n * perWindow);
      }
      times.end("windows");
      // A batch too small to be fast takes along what was left there; nobody reads the result.
      predictor.probabilities(input, tensorShape(Math.max(least, count), reader, plan), output);
      times.end("network");
      for (int n = 0; n < count; n++) {
        add(stitcher, plan.windows().get(first + n), output, n * voxels, classes);
      }
      times.end("stitch");
      listener.progress(first + count, total);
    }
    stitcher.finish();
    times.end("stitch");
  }

  private static Shape tensorShape(int count, PatchReader reader, WindowPlan plan) {
    return new Shape(
        count, reader.channels(), plan.window().z(), plan.window().y(), plan.window().x());
  }

  private static void add(
      SlabStitcher stitcher, Box box, float[][] output, int voxelsBefore, List<Integer> classes) {
    int channel = 0;
    for (int task = 0; task < output.length; task++) {
      int count = classes.get(task);
      stitcher.add(box, output[task], voxelsBefore * count, channel, count);
      channel += count;
    }
  }

  /** The channels of one task out of those of all tasks, sharing the arrays. */
  static float[][] channelsOf(float[][] all, List<Integer> classes, int task) {
    int first = classes.subList(0, task).stream().mapToInt(Integer::intValue).sum();
    return Arrays.copyOfRange(all, first, first + classes.get(task));
  }
}
