package io.github.omnet.models.inference;

import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.core.postprocess.Correction;
import io.github.omnet.core.subject.TumorLabels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A segmented subject.
 *
 * @param subject id of the subject
 * @param labels the tumour, on the subject's own grid
 * @param probabilities class probabilities on the subject's own grid, if asked for; else empty
 * @param corrections what each rule of post-processing changed
 * @param windows passes of the sliding window, of all levels of the model
 * @param skipped windows left out because they hold no brain
 * @param seconds wall-clock time of each stage, in order
 * @param provenance which model, engine and settings made it, by name
 * @param warnings what is implausible about the images; empty if nothing is
 * @param quality how far the labels can be trusted, by the probabilities alone
 */
public record Segmentation(
    String subject,
    TumorLabels labels,
    List<TaskProbabilities> probabilities,
    List<Correction> corrections,
    int windows,
    int skipped,
    Map<String, Double> seconds,
    Map<String, String> provenance,
    List<Plausibility.Warning> warnings,
    Quality quality) {
  /**
   * Copies lists and maps.
   *
   * @param subject id of the subject
   * @param labels the tumour
   * @param probabilities class probabilities
   * @param corrections what post-processing changed
   * @param windows passes of the sliding window
   * @param skipped windows left out
   * @param seconds time of each stage
   * @param provenance which model, engine and settings
   * @param warnings what is implausible about the images
   * @param quality how far the labels can be trusted
   */
  public Segmentation {
    probabilities = List.copyOf(probabilities);
    corrections = List.copyOf(corrections);
    warnings = List.copyOf(warnings);
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }
}
