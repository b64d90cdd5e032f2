package io.github.omnet.models.inference;

import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.packaging.InferenceSettings;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link Segmenter} runs its model.
 *
 * @param engine which engine; not necessarily the one that trained
 * @param measured whether {@link Segmenter#open} may take another engine in its place that runs the
 *     model faster on this machine: if several are on the class path, the device is the CPU and the
 *     system property {@code omnet.engine} names none, a pass is timed on each, once for each
 *     model, machine and versions
 * @param device where
 * @param precision what the network's layers compute with
 * @param settings windows, fusion and post-processing, if not those that the model comes with
 * @param flips mirrored copies of each window to average over; one that mirrors nothing is the
 *     plain pass
 * @param probabilities whether the class probabilities of each task are returned as well
 * @param resample whether a subject whose voxels have not the size that the model was trained at is
 *     resampled, and the result taken back to its own grid; else it is refused
 * @param parallelPasses how many subjects may pass through the network at the same time, from 1 to
 *     {@link #MOST_PASSES}; on the CPU the compute threads are divided among them
 */
public record SegmenterOptions(
    EngineKind engine,
    boolean measured,
    DevicePolicy device,
    Precision precision,
    Optional<InferenceSettings> settings,
    List<Flip> flips,
    boolean probabilities,
    boolean resample,
    int parallelPasses) {
  /** The largest number of parallel passes. */
  public static final int MOST_PASSES = 64;

  /**
   * The engine that is found to be fastest, at first the {@linkplain Engines#preferred() preferred}
   * one, on the CPU, and the model's settings.
   */
  public static final SegmenterOptions DEFAULT =
      new SegmenterOptions(
          Engines.preferred(),
          true,
          DevicePolicy.cpu(),
          Precision.AUTO,
          Optional.empty(),
          List.of(Flip.NONE),
          false,
          false,
          1);

  /**
   * Copies the list.
   *
   * @param engine which engine
   * @param measured whether a faster one may take its place
   * @param device where
   * @param precision what the layers compute with
   * @param settings windows, fusion and post-processing
   * @param flips at least one
   * @param probabilities whether probabilities are returned
   * @param resample whether subjects of another voxel size are resampled
   * @param parallelPasses how many subjects may pass through the network at the same time
   */
  public SegmenterOptions {
    flips = List.copyOf(flips);
    if (flips.isEmpty()) {
      throw new IllegalArgumentException("name at least one flip; Flip.NONE is the plain pass");
    }
    if (parallelPasses < 1 || parallelPasses > MOST_PASSES) {
      throw new IllegalArgumentException(
          "parallelPasses must be from 1 to " + MOST_PASSES + ", found " + parallelPasses);
    }
  }

  /** The settings asked for or else the model's, with a batch that the engine is fast at. */
  InferenceSettings inference(InferenceSettings ofModel) {
    InferenceSettings asked = settings.orElse(ofModel);
    return asked.withBatch(Math.max(asked.batch(), engine.leastBatch()));
  }

  /**
   * The same on the engine that the caller names.
   *
   * @param kind which engine
   * @return new options
   */
  public SegmenterOptions withEngine(EngineKind kind) {
    return new SegmenterOptions(
        kind, false, device, precision, settings, flips, probabilities, resample, parallelPasses);
  }

  /**
   * The same on another device.
   *
   * @param policy where
   * @return new options
   */
  public SegmenterOptions withDevice(DevicePolicy policy) {
    return new SegmenterOptions(
        engine,
        measured,
        policy,
        precision,
        settings,
        flips,
        probabilities,
        resample,
        parallelPasses);
  }

  /**
   * The same in another precision.
   *
   * @param ofLayers what the network's layers compute with
   * @return new options
   */
  public SegmenterOptions withPrecision(Precision ofLayers) {
    return new SegmenterOptions(
        engine,
        measured,
        device,
        ofLayers,
        settings,
        flips,
        probabilities,
        resample,
        parallelPasses);
  }

  /**
   * The same with settings other than the model's.
   *
   * @param own windows, fusion and post-processing
   * @return new options
   */
  public SegmenterOptions withSettings(InferenceSettings own) {
    return new SegmenterOptions(
        engine,
        measured,
        device,
        precision,
        Optional.of(own),
        flips,
        probabilities,
        resample,
        parallelPasses);
  }

  /** The same with the model's own settings. */
  SegmenterOptions withoutSettings() {
    return new SegmenterOptions(
        engine,
        measured,
        device,
        precision,
        Optional.empty(),
        flips,
        probabilities,
        resample,
        parallelPasses);
  }

  /**
   * The same with test-time augmentation.
   *
   * @param copies mirrored copies to average over
   * @return new options
   */
  public SegmenterOptions withFlips(List<Flip> copies) {
    return new SegmenterOptions(
        engine,
        measured,
        device,
        precision,
        settings,
        copies,
        probabilities,
        resample,
        parallelPasses);
  }

  /**
   * The same, returning the probabilities of each task.
   *
   * @return new options
   */
  public SegmenterOptions withProbabilities() {
    return new SegmenterOptions(
        engine, measured, device, precision, settings, flips, true, resample, parallelPasses);
  }

  /**
   * The same for subjects of any voxel size: those that differ from the model's are resampled.
   *
   * @return new options
   */
  public SegmenterOptions withResampling() {
    return new SegmenterOptions(
        engine, measured, device, precision, settings, flips, probabilities, true, parallelPasses);
  }

  /**
   * The same for callers on several threads: so many subjects pass through the network at the same
   * time, and further callers wait in the order in which they came. Each pass has its own copy of
   * the weights and needs the memory of one pass. On the CPU each computes with its share of the
   * engine's threads, at least one; a GPU is not divided.
   *
   * @param passes from 1 to {@link #MOST_PASSES}
   * @return new options
   * @throws IllegalArgumentException if the number is outside that range
   */
  public SegmenterOptions withParallelPasses(int passes) {
    return new SegmenterOptions(
        engine, measured, device, precision, settings, flips, probabilities, resample, passes);
  }
}
