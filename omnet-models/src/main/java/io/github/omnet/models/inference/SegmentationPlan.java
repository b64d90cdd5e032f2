package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.Locale;
import java.util.Map;

/**
 * What segmenting one subject will take.
 *
 * @param windows passes of the sliding window
 * @param skipped windows left out because they hold no brain
 * @param heapBytes Java heap in use at the peak, beyond the subject itself
 * @param nativeBytes memory of the engine at the peak
 * @param expectedSeconds time for all windows, from one that was timed
 * @param engine which engine computes
 * @param engineSeconds how long each engine took for the same small pass, on this machine with this
 *     model, when the fastest was looked for; empty if the engine was named or is the only one
 */
public record SegmentationPlan(
    int windows,
    int skipped,
    long heapBytes,
    long nativeBytes,
    double expectedSeconds,
    EngineKind engine,
    Map<EngineKind, Double> engineSeconds) {
  private static final double MEBI = 1 << 20;

  /**
   * Copies the map.
   *
   * @param windows passes of the sliding window
   * @param skipped windows left out because they hold no brain
   * @param heapBytes Java heap in use at the peak
   * @param nativeBytes memory of the engine at the peak
   * @param expectedSeconds time for all windows
   * @param engine which engine computes
   * @param engineSeconds of each engine that was timed
   */
  public SegmentationPlan {
    engineSeconds = Map.copyOf(engineSeconds);
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
    Runtime runtime = Runtime.getRuntime();
    long freeHeap = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
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
}
