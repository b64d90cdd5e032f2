package io.github.omnet.models.inference;

import com.google.common.collect.ImmutableSortedMap;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What segmenting one subject will take. Of a two-level model the numbers are those of both levels
 * together: windows and seconds are added, and the bytes are those of the peak. Its fine level is
 * counted as if the tumour filled the brain, for where it will look is not known before the coarse
 * level has run; a real subject takes fewer windows and less time.
 *
 * @param windows passes of the sliding window
 * @param skipped windows left out because they hold no brain
 * @param heapBytes Java heap in use at the peak, beyond the subject itself
 * @param nativeBytes memory of the engine at the peak
 * @param expectedSeconds time for all windows, from one that was timed
 * @param engine which engine computes
 * @param engineSeconds how long each engine took for the same small pass, on this machine with this
 *     model, when the fastest was looked for; empty if the engine was named or is the only one
 * @param coarse what the coarse level of a two-level model takes of that; empty for a model of one
 *     level
 */
public record SegmentationPlan(
    int windows,
    int skipped,
    long heapBytes,
    long nativeBytes,
    double expectedSeconds,
    EngineKind engine,
    Map<EngineKind, Double> engineSeconds,
    Optional<SegmentationPlan> coarse) {
  private static final double MEBI = 1 << 20;

  /**
   * Copies the map, in the order of the engines.
   *
   * @param windows passes of the sliding window
   * @param skipped windows left out because they hold no brain
   * @param heapBytes Java heap in use at the peak
   * @param nativeBytes memory of the engine at the peak
   * @param expectedSeconds time for all windows
   * @param engine which engine computes
   * @param engineSeconds of each engine that was timed
   * @param coarse the part of the coarse level
   */
  public SegmentationPlan {
    engineSeconds = ImmutableSortedMap.copyOf(engineSeconds);
  }

  /**
   * This plan with a peak of the heap that is not below a number, for work that is done before the
   * network runs.
   *
   * @param bytes of Java heap that such work takes
   */
  SegmentationPlan withHeapAtLeast(long bytes) {
    return new SegmentationPlan(
        windows,
        skipped,
        Math.max(heapBytes, bytes),
        nativeBytes,
        expectedSeconds,
        engine,
        engineSeconds,
        coarse);
  }

  /**
   * Both levels of a model, this plan being that of the fine one.
   *
   * @param first the plan of the coarse level; its weights stay in memory while the fine level
   *     runs, and its heap is counted as if its probabilities stayed too, as they do where the
   *     caller asks for probabilities or they are averaged with those of the fine level
   * @param handedOver bytes of heap that hold what the coarse level tells the fine one: the
   *     probability of each region, on its own grid and on the subject's, and where it found
   *     something
   */
  SegmentationPlan after(SegmentationPlan first, long handedOver) {
    return new SegmentationPlan(
        first.windows + windows,
        first.skipped + skipped,
        first.heapBytes + heapBytes + handedOver,
        first.nativeBytes + nativeBytes,
        first.expectedSeconds + expectedSeconds,
        engine,
        engineSeconds,
        Optional.of(first));
  }

  /**
   * Counts windows and memory, without an engine, for a subject of which only the grid is known;
   * all of it counts as brain, so a real subject takes less. Nothing is timed.
   *
   * @param model the package
   * @param options settings that the model would be opened with
   * @param grid the subject's own
   * @return windows and bytes for one pass; the seconds are NaN
   * @throws OmnetException if the settings do not fit the model, or the voxels that the model asks
   *     for are too many
   */
  public static SegmentationPlan forecast(ModelPackage model, SegmenterOptions options, Grid grid) {
    return MemoryForecast.of(model, options, grid);
  }

  /**
   * Refuses to begin what cannot end well.
   *
   * @throws OmnetException if the heap or the machine's free memory is too small, with advice
   */
  public void requireMemory() {
    long freeHeap = freeHeap();
    if (heapBytes > freeHeap) {
      // What is no longer used, as after a coarse level or another subject, may count as taken.
      System.gc();
      freeHeap = freeHeap();
    }
    if (heapBytes > freeHeap) {
      throw new OmnetException(
          String.format(
              Locale.ROOT,
              "segmenting needs %.0f MiB of Java heap, %.0f are free; start Java with a larger -Xmx,"
                  + " or do not ask for probabilities",
              heapBytes / MEBI,
              freeHeap / MEBI));
    }
    long freeNative = FreeMemory.bytes();
    if (nativeBytes > freeNative) {
      throw new OmnetException(
          String.format(
              Locale.ROOT,
              "segmenting needs %.0f MiB of memory beside the Java heap, %.0f are free; choose a"
                  + " smaller window or batch",
              nativeBytes / MEBI,
              freeNative / MEBI));
    }
  }

  private static long freeHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }
}
