package io.github.omnet.models.validation;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.inference.ProgressListener;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;

/**
 * Dice of a model on the subjects of a validation.
 *
 * <p>Where neither the segmentation nor the truth has a region, its Dice is undefined (NaN) and
 * left out of every mean; where only one of them has it, it is 0.
 *
 * @param dice Dice by subject and region, subjects in the order they were scored; NaN where
 *     undefined
 */
public record ValidationScores(Map<String, Map<TumorRegion, Double>> dice) {
  /**
   * Copies the maps.
   *
   * @param dice Dice by subject and region; a region left out is undefined
   */
  public ValidationScores {
    Map<String, Map<TumorRegion, Double>> copy = new LinkedHashMap<>();
    dice.forEach((id, regions) -> copy.put(id, complete(regions)));
    dice = Collections.unmodifiableMap(copy);
  }

  private static Map<TumorRegion, Double> complete(Map<TumorRegion, Double> regions) {
    Map<TumorRegion, Double> all = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      all.put(region, regions.getOrDefault(region, Double.NaN));
    }
    return Collections.unmodifiableMap(all);
  }

  /**
   * Scores a model on whole subjects, segmented as users do, post-processing included. Subjects are
   * loaded one at a time; the segmenter does not see their truth.
   *
   * @param model the package
   * @param subjects all modalities of the model, and the truth
   * @param options engine, device, settings
   * @return Dice of every subject and region
   * @throws IOException if a subject cannot be read, or the weights do not fit the manifest
   * @throws io.github.omnet.core.OmnetException naming the subject if it lacks its truth or a
   *     modality, or comes twice; or if there is no subject
   */
  public static ValidationScores of(
      ModelPackage model, List<? extends SubjectSource> subjects, SegmenterOptions options)
      throws IOException {
    return of(model, subjects, options, ProgressListener.NONE, (subject, segmentation) -> {});
  }

  /**
   * Scores a model on whole subjects and shows what it does on the way.
   *
   * @param model the package
   * @param subjects all modalities of the model, and the truth
   * @param options engine, device, settings
   * @param progress told after each window of each subject; what it throws ends the validation
   * @param segmented told of each subject and its segmentation
   * @return Dice of every subject and region
   * @throws IOException if a subject cannot be read, or the weights do not fit the manifest
   * @throws io.github.omnet.core.OmnetException naming the subject if it lacks its truth or a
   *     modality, or comes twice; or if there is no subject
   */
  public static ValidationScores of(
      ModelPackage model,
      List<? extends SubjectSource> subjects,
      SegmenterOptions options,
      ProgressListener progress,
      BiConsumer<Subject, Segmentation> segmented)
      throws IOException {
    return FullVolumeValidation.score(model, subjects, options, progress, segmented);
  }

  /**
   * Dice of a region, averaged over the subjects where it is defined.
   *
   * @param region which
   * @return 0 to 1; NaN if it is defined nowhere
   */
  public double mean(TumorRegion region) {
    return mean(
        dice.values().stream().mapToDouble(scores -> scores.getOrDefault(region, Double.NaN)));
  }

  /**
   * One number to compare models by: the mean of {@link #mean(TumorRegion)} over the regions where
   * that is defined, each region counting the same however many subjects have it.
   *
   * @return 0 to 1; NaN if no subject has a tumour, in truth or segmentation
   */
  public double mean() {
    return mean(Arrays.stream(TumorRegion.values()).mapToDouble(this::mean));
  }

  private static double mean(DoubleStream scores) {
    return scores.filter(score -> !Double.isNaN(score)).average().orElse(Double.NaN);
  }

  /**
   * The means by name, for a model's provenance: {@code dice WT}, {@code dice TC}, {@code dice ET}
   * and, of these, {@code dice mean}.
   *
   * @return those that are defined, for JSON knows no NaN
   */
  public Map<String, Double> asMetrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (TumorRegion region : TumorRegion.values()) {
      metrics.put("dice " + region, mean(region));
    }
    metrics.put("dice mean", mean());
    metrics.values().removeIf(value -> Double.isNaN(value));
    return Collections.unmodifiableMap(metrics);
  }
}
