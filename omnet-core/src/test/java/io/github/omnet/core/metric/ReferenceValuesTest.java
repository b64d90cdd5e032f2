package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.omnet.core.volume.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every definition against the tool that published it, on real segmentations. */
class ReferenceValuesTest {
  /** The metric that must give what the reference file has under a name. */
  private static final Map<String, Metric> EXACT = new LinkedHashMap<>();

  private static final Map<String, Metric> BY_AREA = new LinkedHashMap<>();

  static {
    EXACT.put("dice", Overlap.DICE);
    EXACT.put("iou", Overlap.IOU);
    EXACT.put("sensitivity", Overlap.SENSITIVITY);
    EXACT.put("precision", Overlap.PRECISION);
    EXACT.put("medpy_hd", Hausdorff.HD);
    EXACT.put("medpy_hd95", Hausdorff.HD95_POOLED);
    EXACT.put("medpy_assd", AverageDistance.ASSD);
    EXACT.put("maxdirected_hd95", Hausdorff.HD95_MAX_DIRECTED);
    EXACT.put("deepmind_hd95", Hausdorff.HD95_AREA_WEIGHTED);
    EXACT.put("deepmind_hd100", Hausdorff.HD_MESH);
    BY_AREA.put("deepmind_surface_dice_1mm", SurfaceDice.AT_1MM);
    BY_AREA.put("deepmind_asd_gt_to_pred", AverageDistance.MESH_FROM_REFERENCE);
    BY_AREA.put("deepmind_asd_pred_to_gt", AverageDistance.MESH_FROM_PREDICTION);
  }

  @BeforeEach
  void requireData() {
    ReferencePairs.assumePresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SegResNet_1", "SegResNet_2", "SegResNet_3"})
  void match_medpy_monai_and_deepmind(String name) {
    ReferencePairs.masks(name)
        .forEach(
            (region, masks) -> {
              Comparison pair = Comparison.of(masks[0], masks[1]);
              Map<String, Double> expected = ReferencePairs.values(name, region);
              assertThat(expected)
                  .containsEntry("n_pred", (double) pair.confusion().prediction())
                  .containsEntry("n_ref", (double) pair.confusion().reference())
                  .containsEntry("tp", (double) pair.confusion().truePositives())
                  .hasSize(3 + EXACT.size() + BY_AREA.size());
              assertClose(EXACT, pair, expected, 1e-6, region);
              assertClose(BY_AREA, pair, expected, 1e-4, region);
            });
  }

  @Test
  void match_the_dice_of_the_spine_pair() {
    Mask prediction = ReferencePairs.read("spine_pred.nii.gz").get(0);
    Mask reference = ReferencePairs.read("spine_ref.nii.gz").get(0);
    assertThat(Overlap.DICE.of(prediction, reference))
        .isCloseTo(0.9731641527805414, withinPercentage(1e-10));
  }

  /** Against a few lines of scipy that follow the words of BraTS 2023, run once. */
  @Test
  void lesion_wise_scores_match_a_second_implementation() {
    assertLesionWise("SegResNet_1", "ET", 0.4776146156497759, 187.5);
    assertLesionWise("SegResNet_1", "WT", 0.9674907918700796, 2.23606797749979);
    assertLesionWise("SegResNet_3", "TC", 0.46048954161103695, 188.1180339887499);
    assertLesionWise("SegResNet_3", "WT", 0.8978904223786588, 8.246211251235321);
  }

  private static void assertLesionWise(String name, String region, double dice, double hd95) {
    ReferencePairs.masks(name)
        .forEach(
            (key, masks) -> {
              if (key.equals(region)) {
                Comparison pair = Comparison.of(masks[0], masks[1]);
                assertThat(LesionWise.dice(LesionRule.BRATS2023).of(pair))
                    .isCloseTo(dice, withinPercentage(1e-8));
                assertThat(LesionWise.hd95(LesionRule.BRATS2023).of(pair))
                    .isCloseTo(hd95, withinPercentage(1e-8));
              }
            });
  }

  private static void assertClose(
      Map<String, Metric> metrics,
      Comparison pair,
      Map<String, Double> expected,
      double relative,
      String region) {
    metrics.forEach(
        (key, metric) ->
            assertThat(metric.of(pair))
                .as("%s of %s", metric.key(), region)
                .isCloseTo(
                    expected.getOrDefault(key, Double.NaN), withinPercentage(100 * relative)));
  }
}
