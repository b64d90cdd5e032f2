package io.github.omnet.core.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of one region of one subject.
 *
 * @param values metrics by column name, in column order; NaN where undefined
 * @param predictionVoxels voxels of the prediction
 * @param referenceVoxels voxels of the reference
 */
public record RegionReport(
    Map<String, Double> values, long predictionVoxels, long referenceVoxels) {
  /**
   * Takes a copy of the values.
   *
   * @param values metrics by column name
   * @param predictionVoxels voxels of the prediction
   * @param referenceVoxels voxels of the reference
   */
  public RegionReport {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static RegionReport of(Comparison pair, Metrics metrics) {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics
        .byKey()
        .forEach((key, metric) -> values.put(key, metrics.emptyPolicy().apply(metric, pair)));
    return new RegionReport(values, pair.confusion().prediction(), pair.confusion().reference());
  }

  /**
   * One metric.
   *
   * @param key its column name, such as {@code dice}
   * @return the number; NaN where undefined
   * @throws IllegalArgumentException naming the columns if there is none of that name
   */
  public double get(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "no metric '" + key + "' in this report; it has " + values.keySet());
    }
    return value;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    values.forEach(json::number);
    return json.number("predictionVoxels", predictionVoxels)
        .number("referenceVoxels", referenceVoxels);
  }
}
