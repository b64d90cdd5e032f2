package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Spacing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
  private static TrainingPlanBuilder omNet(Curriculum.Stage... stages) {
    return TrainingPreset.OM_NET
        .plan(4, 100)
        .curriculum(new Curriculum(List.of(stages), Optional.empty()));
  }

  @Test
  void aCurriculumThatEndsWithoutSomeTasksIsRefused() {
    assertThatThrownBy(() -> omNet(new Curriculum.Stage(1, 40)).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("the last stage trains all 3 tasks");
    assertThatThrownBy(
            () ->
                omNet(
                        new Curriculum.Stage(3, 40),
                        new Curriculum.Stage(1, 10),
                        new Curriculum.Stage(3, 0))
                    .build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("found 1");
    assertThat(omNet(new Curriculum.Stage(1, 40), new Curriculum.Stage(3, 1)).build()).isNotNull();
  }

  @Test
  void attentionIsRefusedOnLabelsWhoseCoreItDoesNotKnow() {
    assertThatThrownBy(
            () -> TrainingPreset.OM_NET_CGA.plan(4, 10).scheme(LabelScheme.BRATS2015).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("attention");
  }

  @Test
  void theVoxelSizeTellsOnePlanFromAnother() {
    TrainingPlan own = TrainingPreset.OM_NET.plan(4, 10).build();
    TrainingPlan coarse = own.toBuilder().spacing(new Spacing(2, 2, 2)).build();
    assertThat(own.settings()).containsEntry("spacing", "as scanned");
    assertThat(coarse.settings().get("spacing")).isNotEqualTo("as scanned");
    assertThat(coarse.toBuilder().build()).isEqualTo(coarse);
  }
}
