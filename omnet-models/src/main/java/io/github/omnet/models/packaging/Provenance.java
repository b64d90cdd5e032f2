package io.github.omnet.models.packaging;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;

/**
 * Where weights come from.
 *
 * @param created date and time, ISO 8601, UTC
 * @param omnetVersion version of this library
 * @param engine engine that trained, with its version
 * @param device device that trained
 * @param seed the one seed that decided everything
 * @param iterations optimiser steps taken
 * @param trainingSubjects ids
 * @param validationSubjects ids
 * @param settings every other setting of the training, by name
 * @param metrics of the last validation, or of the scores that were given since, by name
 */
public record Provenance(
    String created,
    String omnetVersion,
    String engine,
    String device,
    long seed,
    long iterations,
    List<String> trainingSubjects,
    List<String> validationSubjects,
    Map<String, String> settings,
    Map<String, Double> metrics) {
  /**
   * Copies lists and maps, these in the order of their names: so a model is written in the same
   * bytes each time.
   *
   * @param created date and time
   * @param omnetVersion version of this library
   * @param engine engine that trained
   * @param device device that trained
   * @param seed the seed
   * @param iterations optimiser steps taken
   * @param trainingSubjects ids
   * @param validationSubjects ids
   * @param settings every other setting
   * @param metrics last validation
   */
  public Provenance {
    trainingSubjects = List.copyOf(trainingSubjects);
    validationSubjects = List.copyOf(validationSubjects);
    settings = ImmutableSortedMap.copyOf(settings);
    metrics = ImmutableSortedMap.copyOf(metrics);
  }

  /** The same without metrics, for a model that was changed after they were measured. */
  Provenance withoutMetrics() {
    return withScores(validationSubjects, Map.of());
  }

  /** The same with other scores. */
  Provenance withScores(List<String> subjects, Map<String, Double> scores) {
    return new Provenance(
        created,
        omnetVersion,
        engine,
        device,
        seed,
        iterations,
        trainingSubjects,
        subjects,
        settings,
        scores);
  }
}
