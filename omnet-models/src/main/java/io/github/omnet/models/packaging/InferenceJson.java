package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.packaging.InferenceSettings.Blending;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of {@link InferenceSettings} by their names in {@code model.json}. */
final class InferenceJson {
  private int windowX;
  private int windowY;
  private int windowZ;
  private double overlap;
  private @Nullable String blending;
  private int batch;
  private double dilation;
  private boolean fit;
  private @Nullable List<String> postProcessing;

  /** By region, each of them; absent where voxels get their most probable class. */
  private @Nullable Map<String, @Nullable Double> thresholds;

  /** Absent where the coarse level does not count. */
  private @Nullable Double coarseShare;

  private InferenceJson() {}

  static InferenceJson of(InferenceSettings settings) {
    InferenceJson json = new InferenceJson();
    json.windowX = settings.windowX();
    json.windowY = settings.windowY();
    json.windowZ = settings.windowZ();
    json.overlap = settings.overlap();
    json.blending = settings.blending().toString();
    json.batch = settings.batch();
    json.dilation = settings.dilation();
    json.fit = settings.fit();
    json.postProcessing = settings.postProcessing();
    json.thresholds = settings.thresholds().map(InferenceJson::byRegion).orElse(null);
    json.coarseShare = settings.coarseShare() == 0 ? null : settings.coarseShare();
    return json;
  }

  private static Map<String, @Nullable Double> byRegion(RegionThresholds thresholds) {
    Map<String, @Nullable Double> fields = new LinkedHashMap<>();
    for (TumorRegion region : TumorRegion.values()) {
      fields.put(region.name(), thresholds.of(region));
    }
    return fields;
  }

  /** The thresholds as they stand in the file, or null where it has none. */
  @Nullable Map<String, @Nullable Double> byRegion() {
    return thresholds;
  }

  /**
   * The settings.
   *
   * @throws NullPointerException if a field is missing
   * @throws OmnetException if a field holds what no settings can have
   */
  InferenceSettings settings() {
    return new InferenceSettings(
        windowX,
        windowY,
        windowZ,
        overlap,
        blending(Objects.requireNonNull(blending)),
        batch,
        dilation,
        fit,
        Objects.requireNonNull(postProcessing),
        Optional.ofNullable(thresholds).map(InferenceJson::thresholds),
        coarseShare == null ? 0 : coarseShare);
  }

  private static Blending blending(String name) {
    return Arrays.stream(Blending.values())
        .filter(known -> known.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new OmnetException("blending is gaussian or constant, found " + name));
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
