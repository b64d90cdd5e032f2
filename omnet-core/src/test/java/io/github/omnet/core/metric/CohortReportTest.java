package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CohortReportTest {
  private static final Mask REFERENCE = RandomMasks.drawing("####....");

  private static SegmentationReport report(String prediction, Metrics metrics) {
    return SegmentationReport.of(
        Map.of("WT", Comparison.of(RandomMasks.drawing(prediction), REFERENCE)), metrics);
  }

  private static CohortReport cohort() {
    Map<String, SegmentationReport> reports = new LinkedHashMap<>();
    reports.put("a", report("####....", Metrics.monai()));
    reports.put("b, \"second\"", report("##......", Metrics.monai()));
    reports.put("c", report("........", Metrics.monai()));
    return new CohortReport(reports);
  }

  @Test
  void sums_up_what_is_defined_and_counts_what_is_not() {
    Summary dice = cohort().summary("WT", "dice");
    assertThat(dice.mean()).isCloseTo((1 + 4.0 / 6) / 3, within(1e-15));
    assertThat(dice.median()).isEqualTo(4.0 / 6);
    assertThat(dice.lowerQuartile()).isEqualTo(2.0 / 6);
    assertThat(dice.upperQuartile()).isCloseTo(5.0 / 6, within(1e-15));
    Summary hd = cohort().summary(TumorRegion.WT, "hd");
    assertThat(hd.defined()).isEqualTo(2);
    assertThat(hd.undefined()).isEqualTo(1);
    assertThat(hd.mean()).isEqualTo(1);
  }

  @Test
  void quartiles_interpolate_as_numpy_does() {
    Summary s = Summary.of(1, 2, 4, 8);
    assertThat(s.lowerQuartile()).isEqualTo(1.75);
    assertThat(s.median()).isEqualTo(3);
    assertThat(s.upperQuartile()).isEqualTo(5);
    assertThat(s.standardDeviation()).isEqualTo(Math.sqrt((7.5625 + 3.0625 + .0625 + 18.0625) / 3));
    assertThat(Summary.of(Double.NaN).mean()).isNaN();
  }

  @Test
  void the_table_has_a_row_per_subject_and_region_and_empty_cells_where_undefined() {
    String[] lines = cohort().toCsv().split("\r\n", -1);
    assertThat(lines[0]).startsWith("subject,region,dice,iou,sensitivity,").endsWith("Voxels");
    assertThat(lines[1]).startsWith("a,WT,1.0,1.0,").endsWith(",4,4");
    assertThat(lines[2]).startsWith("\"b, \"\"second\"\"\",WT,0.666");
    assertThat(lines[3]).isEqualTo("c,WT,0.0,0.0,0.0,1.0,,,,,,,,,-1.0,0,4");
    assertThat(cohort().toSummaryCsv()).contains("\r\nWT,hd,2,1,1.0,");
  }

  @Test
  void the_json_states_the_definitions_and_has_null_where_undefined() {
    String json = cohort().toJson();
    assertThat(json)
        .startsWith("{\"preset\":\"monai\",\"emptyMasks\":\"nan\",\"definitions\":{\"dice\":\"2|P")
        .contains("\"summary\":{\"WT\":{\"dice\":{\"defined\":3,\"undefined\":0,\"mean\":0.5")
        .contains("\"b, \\\"second\\\"\":{\"WT\":{\"dice\":0.6666")
        .contains("\"hd\":null");
    assertThat(report("####....", Metrics.medpy()).toJson())
        .contains("\"hd95\":\"95th percentile (linear) of the distances of both directions")
        .endsWith("\"predictionVoxels\":4,\"referenceVoxels\":4}}}");
  }

  @Test
  void reports_by_different_metrics_are_not_mixed() {
    Map<String, SegmentationReport> mixed = new LinkedHashMap<>();
    mixed.put("a", report("####....", Metrics.monai()));
    mixed.put("b", report("####....", Metrics.brats()));
    assertThatThrownBy(() -> new CohortReport(mixed)).hasMessageContaining("report of b");
    assertThatThrownBy(() -> new CohortReport(Map.of())).hasMessageContaining("at least one");
  }
}
