package io.github.omnet.models.validation;

import static io.github.omnet.core.subject.TumorRegion.ET;
import static io.github.omnet.core.subject.TumorRegion.TC;
import static io.github.omnet.core.subject.TumorRegion.WT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.TumorRegion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValidationScoresTest {
  private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

  private static final ValidationScores SCORES =
      new ValidationScores(
          Map.of(
              "a", Map.of(WT, 0.9, TC, 0.6, ET, Double.NaN),
              "b", Map.of(WT, 0.7, TC, 0.0)));

  @Test
  void meansLeaveUndefinedScoresOutAndKeepZeros() {
    assertThat(SCORES.mean(WT)).isCloseTo(0.8, EXACTLY);
    assertThat(SCORES.mean(TC)).isCloseTo(0.3, EXACTLY);
    assertThat(SCORES.mean(ET)).isNaN();
  }

  @Test
  void theOneNumberIsTheMeanOfTheRegionsThatAreDefined() {
    assertThat(SCORES.mean()).isCloseTo(0.55, EXACTLY);
  }

  @Test
  void everyRegionCountsTheSameHoweverManySubjectsHaveIt() {
    ValidationScores scores =
        new ValidationScores(
            Map.of("a", Map.of(WT, 1.0, TC, 1.0, ET, 0.4), "b", Map.of(WT, 1.0, TC, 1.0)));
    assertThat(scores.mean()).isCloseTo(0.8, EXACTLY);
  }

  @Test
  void metricsForProvenanceHoldNoNaN() {
    assertThat(SCORES.asMetrics()).containsOnlyKeys("dice WT", "dice TC", "dice mean");
    assertThat(SCORES.asMetrics().get("dice WT")).isCloseTo(0.8, EXACTLY);
    assertThat(new ValidationScores(Map.of("healthy", Map.of())).asMetrics()).isEmpty();
  }

  @Test
  void aRegionThatWasNotScoredIsUndefined() {
    assertThat(SCORES.dice().get("b").get(ET)).isNaN();
  }

  @Test
  void laterChangesToTheMapsAreNotSeenAndTheOrderStays() {
    Map<TumorRegion, Double> regions = new HashMap<>(Map.of(WT, 0.5));
    Map<String, Map<TumorRegion, Double>> subjects = new LinkedHashMap<>();
    subjects.put("z", regions);
    subjects.put("a", regions);
    ValidationScores scores = new ValidationScores(subjects);
    regions.put(WT, 0.1);
    subjects.clear();
    assertThat(scores.mean(WT)).isEqualTo(0.5);
    assertThat(scores.dice().keySet()).containsExactly("z", "a");
  }
}
