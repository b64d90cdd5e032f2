package io.github.omnet.models.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.internal.StrictJson;
import io.github.omnet.models.network.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model is meant to be run over a volume; a caller may choose otherwise.
 *
 * @param windowX voxels of the sliding window along x, a multiple of 8
 * @param windowY voxels along y
 * @param windowZ voxels along z
 * @param overlap share of a window that overlaps the next along each axis, in [0, 1)
 * @param blending how much each voxel of a window counts where windows overlap
 * @param batch windows per pass
 * @param dilation voxels by which task 1's tumour is dilated before task 2 is asked
 * @param fit whether the window takes the shape that covers each subject best, with at most as many
 *     voxels as the sides above make together
 * @param postProcessing names of the rules applied last, in order
 * @param thresholds the probability from which on a voxel belongs to each region; without it every
 *     voxel gets its most probable class
 * @param coarseShare of a two-level model, how much the probabilities of the coarse level count
 *     where the fine level looks, from 0, not at all, to 1; 0 for a model of one level
 */
public record InferenceSettings(
    int windowX,
    int windowY,
    int windowZ,
    double overlap,
    Blending blending,
    int batch,
    double dilation,
    boolean fit,
    List<String> postProcessing,
    Optional<RegionThresholds> thresholds,
    double coarseShare) {
  /** How much each voxel of a window counts where windows overlap. */
  public enum Blending {
    /** Every voxel counts the same. */
    CONSTANT,
    /**
     * The centre counts most: a Gaussian along each axis whose standard deviation is an eighth of
     * the window (as in nnU-Net and MONAI), but nowhere below a thousandth.
     */
    GAUSSIAN;

    /** The name in {@code model.json}, in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final long SMALLEST_FITTED = 32 * 32 * 32;

  /**
   * Windows of at most 64 x 64 x 64 voxels, fitted to the subject, a quarter shared. Larger ones
   * take as long per voxel and share less, but their memory grows (docs/lab/benchmarks.md).
   */
  public static final InferenceSettings DEFAULT =
      new InferenceSettings(
          64,
          64,
          64,
          0.25,
          Blending.GAUSSIAN,
          1,
          5,
          true,
          List.of("components"),
          Optional.empty(),
          0);

  /**
   * Refuses settings that no window can have.
   *
   * @param windowX voxels along x
   * @param windowY voxels along y
   * @param windowZ voxels along z
   * @param overlap share in [0, 1)
   * @param blending how much each voxel counts where windows overlap
   * @param batch windows per pass
   * @param dilation voxels, at least 0
   * @param fit whether the window takes the shape that covers each subject best
   * @param postProcessing names of rules
   * @param thresholds of each region, or empty
   * @param coarseShare from 0 to 1
   */
  public InferenceSettings {
    postProcessing = List.copyOf(postProcessing);
    if (windowX < 8
        || windowY < 8
        || windowZ < 8
        || windowX % 8 != 0
        || windowY % 8 != 0
        || windowZ % 8 != 0) {
      throw new OmnetException(
          "window sides must be multiples of 8, found "
              + windowX
              + " x "
              + windowY
              + " x "
              + windowZ);
    }
    if (!(overlap >= 0 && overlap < 1)
        || batch < 1
        || !(dilation >= 0 && dilation < Double.POSITIVE_INFINITY)) {
      throw new OmnetException(
          "overlap must be in [0, 1), batch at least 1, dilation finite and at least 0; found "
              + overlap
              + ", "
              + batch
              + ", "
              + dilation);
    }
    if (!(coarseShare >= 0 && coarseShare <= 1)) {
      throw new OmnetException("the share of the coarse level is 0 to 1, found " + coarseShare);
    }
    if (fit && (long) windowX * windowY * windowZ < SMALLEST_FITTED) {
      throw new OmnetException(
          "a fitted window has at least 32 x 32 x 32 voxels, found room for "
              + windowX
              + " x "
              + windowY
              + " x "
              + windowZ);
    }
  }

  /**
   * What a freshly trained model is run with. Networks that sum over their input take windows of
   * exactly the training patch, eight to a pass since one alone does not fill a processor; the
   * others take {@link #DEFAULT}.
   *
   * @param architecture the network
   * @param patch extent of the training patches, multiples of 8
   * @return settings with which a package of that architecture may be used
   */
  public static InferenceSettings of(Architecture architecture, Shape patch) {
    return architecture.patchBound()
        ? DEFAULT.withWindow(patch.x(), patch.y(), patch.z(), DEFAULT.overlap).withBatch(8)
        : DEFAULT;
  }

  /**
   * The same with a window of exactly this shape.
   *
   * @param x voxels along x
   * @param y voxels along y
   * @param z voxels along z
   * @param share that overlaps
   * @return new settings
   */
  public InferenceSettings withWindow(int x, int y, int z, double share) {
    return new InferenceSettings(
        x, y, z, share, blending, batch, dilation, false, postProcessing, thresholds, coarseShare);
  }

  /**
   * The same with another number of windows per pass.
   *
   * @param windows at least 1
   * @return new settings
   */
  public InferenceSettings withBatch(int windows) {
    return with(windows, postProcessing, thresholds, coarseShare);
  }

  /**
   * The same with other rules at the end.
   *
   * @param rules names, in order; none leaves the fused labels as they are
   * @return new settings
   */
  public InferenceSettings withPostProcessing(List<String> rules) {
    return with(batch, rules, thresholds, coarseShare);
  }

  /**
   * The same with a threshold for each region.
   *
   * @param regions the probability from which on a voxel belongs to each region, or empty for the
   *     most probable class
   * @return new settings
   */
  public InferenceSettings withThresholds(Optional<RegionThresholds> regions) {
    return with(batch, postProcessing, regions, coarseShare);
  }

  /**
   * The same with another weight of the coarse level.
   *
   * @param share how much the coarse probabilities count where the fine level looks, 0 to 1
   * @return new settings
   */
  public InferenceSettings withCoarseShare(double share) {
    return with(batch, postProcessing, thresholds, share);
  }

  /** The same windows, with other settings of what is done with them. */
  private InferenceSettings with(
      int windows, List<String> rules, Optional<RegionThresholds> regions, double share) {
    return new InferenceSettings(
        windowX, windowY, windowZ, overlap, blending, windows, dilation, fit, rules, regions,
        share);
  }

  /**
   * Reads the text that {@link #text} writes.
   *
   * @param json one JSON object
   * @return the settings
   * @throws OmnetException if it is none, or holds what no settings can have
   */
  public static InferenceSettings parse(String json) {
    try {
      return new Gson().fromJson(StrictJson.check(json), InferenceJson.class).settings();
    } catch (JsonParseException | NullPointerException e) {
      throw new OmnetException("not the JSON of inference settings: " + json, e);
    }
  }

  /**
   * All settings as they stand in a package's manifest. Settings that are absent have no field.
   *
   * @return one JSON object
   */
  public String text() {
    return new Gson().toJson(InferenceJson.of(this));
  }

  /**
   * Whether every window has exactly this extent.
   *
   * @param extent voxels along x, y, z
   * @return false if another, or if windows are fitted to the subject
   */
  public boolean windowIs(Shape extent) {
    return !fit && extent.equals(new Shape(windowX, windowY, windowZ));
  }
}
