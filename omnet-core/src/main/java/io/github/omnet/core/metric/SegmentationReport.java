package io.github.omnet.core.metric;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All metrics of all regions of one subject, and which definitions gave them.
 *
 * @param metrics the metrics and the policy for empty masks
 * @param regions a report per region, by its name, in order
 */
public record SegmentationReport(Metrics metrics, Map<String, Region> regions) {
  /**
   * Takes a copy of the regions.
   *
   * @param metrics the metrics and the policy for empty masks
   * @param regions a report per region, by its name, in order
   */
  public SegmentationReport {
    regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
  }

  /**
   * Judges a tumour segmentation on the regions WT, TC and ET.
   *
   * @param prediction the labels to judge, in any scheme
   * @param reference the labels to judge them by, in any scheme
   * @param metrics what to compute
   * @return the report
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static SegmentationReport of(
      TumorLabels prediction, TumorLabels reference, Metrics metrics) {
    return of(prediction, reference, metrics, Workers.callerOnly());
  }

  /**
   * Judges a tumour segmentation on the regions WT, TC and ET, with several threads.
   *
   * @param prediction the labels to judge, in any scheme
   * @param reference the labels to judge them by, in any scheme
   * @param metrics what to compute
   * @param workers threads that share the work; the report does not depend on them
   * @return the report
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static SegmentationReport of(
      TumorLabels prediction, TumorLabels reference, Metrics metrics, Workers workers) {
    Map<String, Comparison> pairs = new LinkedHashMap<>();
    Comparison.ofRegions(prediction, reference)
        .forEach((region, pair) -> pairs.put(region.name(), pair));
    return of(pairs, metrics, workers);
  }

  /**
   * Judges any regions.
   *
   * @param pairs prediction and reference of each region, by its name, in the order wanted
   * @param metrics what to compute
   * @return the report
   */
  public static SegmentationReport of(Map<String, Comparison> pairs, Metrics metrics) {
    return of(pairs, metrics, Workers.callerOnly());
  }

  /**
   * Judges any regions, with several threads.
   *
   * @param pairs prediction and reference of each region, by its name, in the order wanted
   * @param metrics what to compute
   * @param workers threads that share the work; the report does not depend on them
   * @return the report
   */
  public static SegmentationReport of(
      Map<String, Comparison> pairs, Metrics metrics, Workers workers) {
    // Nearly all the time goes into distances, and each kind of surface of each region is a part.
    List<Comparison> all = List.copyOf(pairs.values());
    List<Metric.Surface> surfaces = metrics.surfaces();
    workers.forEach(
        all.size() * surfaces.size(),
        part -> all.get(part / surfaces.size()).prepare(surfaces.get(part % surfaces.size())));
    Map<String, Region> regions = new LinkedHashMap<>();
    pairs.forEach((name, pair) -> regions.put(name, Region.of(pair, metrics)));
    return new SegmentationReport(metrics, regions);
  }

  /**
   * Computes the Dice of each tumour region, from one pass over the labels, without a report.
   *
   * @param prediction the labels to judge, in any scheme
   * @param reference the labels to judge them by, in any scheme
   * @return by region; NaN where both segmentations lack the region
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Map<TumorRegion, Double> dice(TumorLabels prediction, TumorLabels reference) {
    RegionCounts counts = RegionCounts.of(prediction, reference);
    Map<TumorRegion, Double> dice = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      dice.put(region, Overlap.DICE.of(counts.of(region)));
    }
    return dice;
  }

  /**
   * One of the tumour regions.
   *
   * @param region which
   * @return its metrics
   */
  public Region region(TumorRegion region) {
    return region(region.name());
  }

  /**
   * One region.
   *
   * @param name its name
   * @return its metrics
   * @throws IllegalArgumentException naming the regions if there is none of that name
   */
  public Region region(String name) {
    Region report = regions.get(name);
    if (report == null) {
      throw new IllegalArgumentException(
          "no region '" + name + "' in this report; it has " + regions.keySet());
    }
    return report;
  }

  /**
   * The whole report: preset, definitions and the metrics of every region.
   *
   * @return one JSON object; undefined values are null
   */
  public String toJson() {
    return metrics.addTo(new JsonObject()).object("regions", regionsJson()).toString();
  }

  JsonObject regionsJson() {
    JsonObject json = new JsonObject();
    regions.forEach((name, region) -> json.object(name, region.json()));
    return json;
  }

  boolean isComparableTo(SegmentationReport other) {
    return metrics.name().equals(other.metrics.name())
        && metrics.emptyPolicy() == other.metrics.emptyPolicy()
        && List.copyOf(metrics.byKey().keySet()).equals(List.copyOf(other.metrics.byKey().keySet()))
        && List.copyOf(regions.keySet()).equals(List.copyOf(other.regions.keySet()));
  }

  /**
   * The metrics of one region of one subject.
   *
   * @param values metrics by column name, in column order; NaN where undefined
   * @param predictionVoxels voxels of the prediction
   * @param referenceVoxels voxels of the reference
   */
  public record Region(Map<String, Double> values, long predictionVoxels, long referenceVoxels) {
    /**
     * Takes a copy of the values.
     *
     * @param values metrics by column name
     * @param predictionVoxels voxels of the prediction
     * @param referenceVoxels voxels of the reference
     */
    public Region {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Region of(Comparison pair, Metrics metrics) {
      Map<String, Double> values = new LinkedHashMap<>();
      metrics
          .byKey()
          .forEach((key, metric) -> values.put(key, metrics.emptyPolicy().apply(metric, pair)));
      return new Region(values, pair.confusion().prediction(), pair.confusion().reference());
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
}
