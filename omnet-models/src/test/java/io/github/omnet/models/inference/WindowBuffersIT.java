package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.sun.management.ThreadMXBean;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.ComputeShare;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Input and output of the network lie in the same arrays window after window. What is left are the
 * small objects by which DJL calls an engine's operators, as many for a large window as for a small
 * one.
 */
class WindowBuffersIT {
  private static final Subject SUBJECT = Phantom.seeded(4, Grid.isotropic(new Shape(64, 64, 64)));

  /** Bytes of the outputs of one pass over a large window, three tasks of 12 classes in all. */
  private static final long LARGE_OUTPUT = 4L * 12 * 32 * 32 * 32;

  /** Bytes that this thread takes from the heap while it goes through the subject. */
  private static long allocated(WindowPredictor predictor, int side, double overlap, int windows) {
    Shape window = new Shape(side, side, side);
    InferenceSettings settings = InferenceSettings.DEFAULT.withWindow(side, side, side, overlap);
    WindowPlan all = WindowPlan.over(SUBJECT.brain(), window, overlap);
    WindowPlan plan = new WindowPlan(all.volume(), window, all.windows().subList(0, windows), 0);
    SlidingWindow sliding = new SlidingWindow(predictor, settings, new StageTimes());
    PatchReader reader = PatchReader.of(SUBJECT);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    sliding.run(reader, plan, (z, channels) -> {}, ProgressListener.NONE);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Over the same volume with the same window, and so the same buffers, but more windows. */
  private static long perWindow(WindowPredictor predictor, int side) {
    allocated(predictor, side, 0.5, 4);
    long few = allocated(predictor, side, 0.5, 4);
    long many = allocated(predictor, side, 0.5, 24);
    return (many - few) / (24 - 4);
  }

  private static NetworkRunner runner() throws Exception {
    ModelPackage model = TestModels.random(2, 1);
    return new NetworkRunner(
        model,
        0,
        TestEngine.kind(),
        Precision.FLOAT32,
        ComputeShare.of(TestEngine.kind(), Device.cpu(), 1));
  }

  private static void requireNoArrays(WindowPredictor predictor) {
    long small = perWindow(predictor, 16);
    long large = perWindow(predictor, 32);
    System.out.printf(
        "%s, %s: %d bytes of heap per window of 16 voxels, %d of 32%n",
        TestEngine.kind(), predictor.getClass().getSimpleName(), small, large);
    assertThat(large - small).isLessThan(LARGE_OUTPUT / 20);
  }

  @Test
  void aWindowTakesNoArraysOfItsOwnFromTheHeap() throws Exception {
    try (NetworkRunner network = runner()) {
      requireNoArrays(network);
    }
  }

  @Test
  void neitherDoesAnAverageOverFlips() throws Exception {
    try (WindowPredictor average = new AveragingPredictor(List.of(runner()), Flip.along("xy"))) {
      requireNoArrays(average);
    }
  }
}
