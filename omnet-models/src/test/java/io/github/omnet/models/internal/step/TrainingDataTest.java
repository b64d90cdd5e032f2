package io.github.omnet.models.internal.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
  private static final TrainingPlan PLAN =
      TrainingPreset.OM_NET.plan(4, 10).patch(new Shape(16, 16, 16)).build();
  private static final Subject ONE = Phantom.seeded(1);
  private static final Subject TWO = Phantom.seeded(2);

  private static TrainingData data(List<Subject> training, List<Subject> validation)
      throws IOException {
    return TrainingData.of(
        training, PLAN, PLAN.preprocessing()::prepared, Long.MAX_VALUE, validation);
  }

  private static void refused(List<Subject> training, List<Subject> validation, String... words) {
    assertThatThrownBy(() -> data(training, validation))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void aSubjectBothTrainedAndValidatedOnIsRefused() {
    refused(List.of(ONE, TWO), List.of(TWO), TWO.id(), "trained on and validated on");
  }

  @Test
  void aSubjectNamedTwiceIsRefused() {
    refused(List.of(ONE, ONE), List.of(), ONE.id(), "comes twice");
    refused(List.of(ONE), List.of(TWO, TWO), TWO.id(), "comes twice");
  }

  @Test
  void aModalityThatOnlyTheValidationWouldMissIsMissedAtOnce() {
    Map<Modality, Volume> some = new TreeMap<>(TWO.volumes());
    some.remove(Modality.T2);
    refused(List.of(ONE), List.of(TWO.with(some, TWO.truth())), TWO.id(), "T2");
  }

  @Test
  void goodSubjectsArePrepared() throws IOException {
    assertThat(data(List.of(ONE), List.of(TWO)).ids()).containsExactly(ONE.id());
  }
}
