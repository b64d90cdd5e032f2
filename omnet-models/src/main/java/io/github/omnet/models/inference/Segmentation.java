package io.github.omnet.models.inference;

import io.github.omnet.core.subject.TumorLabels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A segmented subject.
 *
 * @param subject id of the subject
 * @param labels the tumour, on the subject's own grid
 * @param windows passes of the sliding window
 * @param seconds wall-clock time of each stage, in order
 */
public record Segmentation(
    String subject, TumorLabels labels, int windows, Map<String, Double> seconds) {
  /**
   * Copies the times.
   *
   * @param subject id of the subject
   * @param labels the tumour
   * @param windows passes of the sliding window
   * @param seconds time of each stage
   */
  public Segmentation {
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }
}
