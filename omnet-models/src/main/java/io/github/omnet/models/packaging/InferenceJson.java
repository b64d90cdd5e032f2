package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.subject.TumorRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@link InferenceSettings} by their names in {@code model.json}.
 *
 * @param thresholds by region, each of them; absent where voxels get their most probable class
 */
record InferenceJson(
    int windowX,
    int windowY,
    int windowZ,
    double overlap,
    String blending,
    int batch,
    double dilation,
    boolean fit,
    List<String> postProcessing,
    @Nullable Map<String, Double> thresholds) {

  static InferenceJson of(InferenceSettings s) {
    return new InferenceJson(
        s.windowX(),
        s.windowY(),
        s.windowZ(),
        s.overlap(),
        s.blending(),
        s.batch(),
        s.dilation(),
        s.fit(),
        s.postProcessing(),
        s.thresholds().map(InferenceJson::byRegion).orElse(null));
  }

  private static Map<String, Double> byRegion(RegionThresholds thresholds) {
    Map<String, Double> fields = new LinkedHashMap<>();
    for (TumorRegion region : TumorRegion.values()) {
      fields.put(region.name(), thresholds.of(region));
    }
    return fields;
  }

  InferenceSettings settings() {
    return new InferenceSettings(
        windowX,
        windowY,
        windowZ,
        overlap,
        blending,
        batch,
        dilation,
        fit,
        postProcessing,
        Optional.ofNullable(thresholds).map(InferenceJson::thresholds));
  }

  private static RegionThresholds thresholds(Map<String, @Nullable Double> byRegion) {
    RegionThresholds read = RegionThresholds.HALF;
    for (Map.Entry<String, @Nullable Double> field : byRegion.entrySet()) {
      TumorRegion region =
          Optional.of(field.getKey())
              .filter(name -> List.of("WT", "TC", "ET").contains(name))
              .map(TumorRegion::valueOf)
              .orElseThrow(
                  () ->
                      new OmnetException(
                          "field thresholds names WT, TC and ET only, found " + field.getKey()));
      Double threshold = field.getValue();
      if (threshold == null) {
        throw new OmnetException("field thresholds has no number for " + region);
      }
      read = read.with(region, threshold);
    }
    return read;
  }
}
