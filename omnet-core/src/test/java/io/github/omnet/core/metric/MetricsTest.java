package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  @ParameterizedTest
  @ValueSource(strings = {"brats", "monai", "medpy", "deepmind"})
  void every_preset_has_the_same_columns(String name) {
    assertThat(Metrics.of(name).name()).isEqualTo(name);
    assertThat(Metrics.of(name).byKey())
        .containsOnlyKeys(
            "dice",
            "iou",
            "sensitivity",
            "specificity",
            "precision",
            "hd",
            "hd95",
            "hd95Pooled",
            "hd95MaxDirected",
            "hd95AreaWeighted",
            "assd",
            "surfaceDice1mm",
            "volumeDifference");
  }

  @Test
  void a_preset_says_hd95_as_its_tool_does() {
    assertThat(Metrics.brats().byKey()).containsEntry("hd95", Hausdorff.HD95_MAX_DIRECTED);
    assertThat(Metrics.monai().byKey()).containsEntry("hd95", Hausdorff.HD95_MAX_DIRECTED);
    assertThat(Metrics.medpy().byKey()).containsEntry("hd95", Hausdorff.HD95_POOLED);
    assertThat(Metrics.deepmind().byKey())
        .containsEntry("hd95", Hausdorff.HD95_AREA_WEIGHTED)
        .containsEntry("hd", Hausdorff.HD_MESH);
  }

  @Test
  void metrics_and_policies_can_be_added() {
    Metrics metrics =
        Metrics.brats()
            .with(new SurfaceDice(2.5))
            .with(EmptyPolicy.NAN)
            .withLesionWise(LesionRule.BRATS2023);
    assertThat(metrics.byKey()).containsKeys("surfaceDice2.5mm", "lesionWiseDice");
    assertThat(metrics.emptyPolicy()).isEqualTo(EmptyPolicy.NAN);
  }

  @Test
  void an_unknown_preset_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> Metrics.of("itk")).hasMessageContaining("brats, monai, medpy");
  }
}
