package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SegmentationReportTest {
  private static TumorLabels row(LabelScheme scheme, int... labels) {
    byte[] data = new byte[labels.length];
    for (int n = 0; n < labels.length; n++) {
      data[n] = (byte) labels[n];
    }
    return new TumorLabels(
        LabelMap.wrap(Grid.isotropic(new Shape(labels.length, 1, 1)), data), scheme);
  }

  @Test
  void judges_nested_regions_across_label_schemes() {
    SegmentationReport report =
        SegmentationReport.of(
            row(LabelScheme.BRATS2023, 0, 2, 1, 3, 3, 2, 0),
            row(LabelScheme.BRATS2021, 0, 2, 1, 1, 4, 2, 2),
            Metrics.brats());
    assertThat(report.region(TumorRegion.WT).get("dice")).isEqualTo(10.0 / 11);
    assertThat(report.region(TumorRegion.TC).get("dice")).isEqualTo(1);
    assertThat(report.region(TumorRegion.ET).get("dice")).isEqualTo(2.0 / 3);
    assertThat(report.region(TumorRegion.ET).get("hd")).isEqualTo(1);
    assertThat(report.region(TumorRegion.WT).predictionVoxels()).isEqualTo(5);
    assertThat(report.region(TumorRegion.WT).referenceVoxels()).isEqualTo(6);
  }

  @Test
  void is_the_same_for_any_number_of_threads() {
    TumorLabels prediction = row(LabelScheme.BRATS2023, 0, 2, 1, 3, 3, 2, 0, 0, 2, 1);
    TumorLabels reference = row(LabelScheme.BRATS2023, 2, 2, 1, 1, 3, 2, 0, 0, 0, 0);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      assertThat(
              SegmentationReport.of(prediction, reference, Metrics.brats(), Workers.of(executor, 3))
                  .regions())
          .isEqualTo(SegmentationReport.of(prediction, reference, Metrics.brats()).regions());
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void names_what_it_has_when_asked_for_something_else() {
    TumorLabels labels = row(LabelScheme.BRATS2021, 0, 1);
    SegmentationReport report = SegmentationReport.of(labels, labels, Metrics.brats());
    assertThatThrownBy(() -> report.region("liver")).hasMessageContaining("WT, TC, ET");
    assertThatThrownBy(() -> report.region("WT").get("kappa")).hasMessageContaining("dice");
  }
}
