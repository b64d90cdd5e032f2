package io.github.omnet.models.validation;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.inference.ProgressListener;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Segments whole subjects the way users do, post-processing included, and compares with the
 * expert's labels.
 */
final class FullVolumeValidation {
  private FullVolumeValidation() {}

  /**
   * Scores a model and shows what it does on the way.
   *
   * @param model the package
   * @param subjects all modalities of the model, and the truth
   * @param options engine, device, settings
   * @param progress told after each window of each subject; what it throws ends the validation
   * @param segmented told of each subject and its segmentation
   * @return Dice of every subject and region
   * @throws IOException if a subject cannot be read, or the weights do not fit the manifest
   * @throws OmnetException naming the subject if it lacks its truth or a modality, or comes twice;
   *     or if there is no subject
   */
  public static ValidationScores score(
      ModelPackage model,
      List<? extends SubjectSource> subjects,
      SegmenterOptions options,
      ProgressListener progress,
      BiConsumer<Subject, Segmentation> segmented)
      throws IOException {
    Map<String, Map<TumorRegion, Double>> dice = new LinkedHashMap<>();
    try (Segmenter segmenter = Segmenter.open(model, options)) {
      for (SubjectSource source : subjects) {
        Subject subject = source.load();
        TumorLabels truth = subject.requireTruth();
        if (dice.containsKey(subject.id())) {
          throw new OmnetException("subject " + subject.id() + " comes twice; name it once");
        }
        Segmentation segmentation = segmenter.segment(subject, progress);
        dice.put(subject.id(), SegmentationReport.dice(segmentation.labels(), truth));
        segmented.accept(subject, segmentation);
      }
    }
    if (dice.isEmpty()) {
      throw new OmnetException("no subject to validate on; name at least one");
    }
    return new ValidationScores(dice);
  }
}
