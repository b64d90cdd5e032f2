package io.github.omnet.core.metric;

import io.github.omnet.core.internal.CsvTable;
import io.github.omnet.core.subject.TumorRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of many subjects, all by the same metrics on the same regions, and their summary.
 *
 * @param subjects one report per subject, by its id, in the order of the tables; at least one
 */
public record CohortReport(Map<String, SegmentationReport> subjects) {
  /**
   * Takes a copy of the reports.
   *
   * @param subjects one report per subject, by its id
   * @throws IllegalArgumentException if there is none, or two reports differ in preset, columns or
   *     regions
   */
  public CohortReport {
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("a cohort needs at least one subject");
    }
    subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    SegmentationReport first = subjects.values().iterator().next();
    subjects.forEach(
        (id, report) -> {
          if (!first.isComparableTo(report)) {
            throw new IllegalArgumentException(
                "the report of " + id + " has other metrics or regions than the first one's");
          }
        });
  }

  /**
   * The metrics of all subjects.
   *
   * @return the metrics and the policy for empty masks
   */
  public Metrics metrics() {
    return first().metrics();
  }

  /**
   * One metric of one tumour region over all subjects.
   *
   * @param region which
   * @param key column name of the metric
   * @return the summary
   * @throws IllegalArgumentException if the reports have no such region or metric
   */
  public Summary summary(TumorRegion region, String key) {
    return summary(region.name(), key);
  }

  /**
   * One metric of one region over all subjects.
   *
   * @param region name of the region
   * @param key column name of the metric
   * @return the summary
   * @throws IllegalArgumentException if the reports have no such region or metric
   */
  public Summary summary(String region, String key) {
    return Summary.of(
        subjects.values().stream().mapToDouble(r -> r.region(region).get(key)).toArray());
  }

  /**
   * One row per subject and region, metrics as columns; undefined values are empty cells.
   *
   * @return CSV with a header row
   */
  public String toCsv() {
    CsvTable table = new CsvTable();
    List<Object> header = new ArrayList<>(List.of("subject", "region"));
    header.addAll(metrics().byKey().keySet());
    header.addAll(List.of("predictionVoxels", "referenceVoxels"));
    table.row(header);
    subjects.forEach(
        (id, report) ->
            report
                .regions()
                .forEach(
                    (region, values) -> {
                      List<Object> row = new ArrayList<>(List.of(id, region));
                      row.addAll(values.values().values());
                      row.add(values.predictionVoxels());
                      row.add(values.referenceVoxels());
                      table.row(row);
                    }));
    return table.toString();
  }

  /**
   * One row per region and metric: how many subjects, mean, standard deviation, quartiles.
   *
   * @return CSV with a header row
   */
  public String toSummaryCsv() {
    CsvTable table =
        new CsvTable()
            .row(
                List.of(
                    "region",
                    "metric",
                    "defined",
                    "undefined",
                    "mean",
                    "standardDeviation",
                    "minimum",
                    "lowerQuartile",
                    "median",
                    "upperQuartile",
                    "maximum"));
    for (String region : first().regions().keySet()) {
      for (String key : metrics().byKey().keySet()) {
        Summary s = summary(region, key);
        table.row(
            List.of(
                region,
                key,
                s.defined(),
                s.undefined(),
                s.mean(),
                s.standardDeviation(),
                s.minimum(),
                s.lowerQuartile(),
                s.median(),
                s.upperQuartile(),
                s.maximum()));
      }
    }
    return table.toString();
  }

  /**
   * The whole cohort: preset, definitions, a summary per region and metric, and every subject.
   *
   * @return one JSON object; undefined values are null
   */
  public String toJson() {
    JsonObject summaries = new JsonObject();
    for (String region : first().regions().keySet()) {
      JsonObject ofRegion = new JsonObject();
      for (String key : metrics().byKey().keySet()) {
        ofRegion.object(key, summary(region, key).json());
      }
      summaries.object(region, ofRegion);
    }
    JsonObject all = new JsonObject();
    subjects.forEach((id, report) -> all.object(id, report.regionsJson()));
    return metrics()
        .addTo(new JsonObject())
        .object("summary", summaries)
        .object("subjects", all)
        .toString();
  }

  private SegmentationReport first() {
    return subjects.values().iterator().next();
  }
}
