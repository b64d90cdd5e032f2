package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.metric.Summary;
import io.github.omnet.examples.console.Json;
import io.github.omnet.examples.console.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * A folder of predictions judged by a folder of references, subject by subject.
 *
 * @param subjects the pairs, by subject
 * @param withoutReference subjects of the prediction folder that the other lacks
 * @param withoutPrediction subjects of the reference folder that the other lacks
 */
record CohortEvaluation(
    Map<String, PairEvaluation> subjects,
    List<String> withoutReference,
    List<String> withoutPrediction) {
  private static final String ROW = "%-6s  %-18s  %5s  %9s  %9s  %9s  %9s%n";

  /** Judges one pair. */
  interface Judge {
    PairEvaluation judge(Path prediction, Path reference) throws IOException;
  }

  static CohortEvaluation of(Path predictions, Path references, Judge judge, PrintWriter err)
      throws IOException {
    SortedMap<String, Path> predicted = SegmentationFolder.find(predictions);
    SortedMap<String, Path> expected = SegmentationFolder.find(references);
    Map<String, PairEvaluation> subjects = new LinkedHashMap<>();
    try (Progress progress = Progress.of(err, "evaluating")) {
      for (Map.Entry<String, Path> subject : predicted.entrySet()) {
        Path reference = expected.get(subject.getKey());
        if (reference != null) {
          progress.at(subjects.size(), predicted.size(), subject.getKey());
          subjects.put(subject.getKey(), judge.judge(subject.getValue(), reference));
        }
      }
    }
    if (subjects.isEmpty()) {
      throw new OmnetException(
          predictions
              + ": has no subject in common with "
              + references
              + " ("
              + predicted.firstKey()
              + ", … against "
              + expected.firstKey()
              + ", …); name files by subject");
    }
    return new CohortEvaluation(
        subjects,
        predicted.keySet().stream().filter(id -> !expected.containsKey(id)).toList(),
        expected.keySet().stream().filter(id -> !predicted.containsKey(id)).toList());
  }

  CohortReport report() {
    Map<String, SegmentationReport> reports = new LinkedHashMap<>();
    subjects.forEach((id, pair) -> reports.put(id, pair.report()));
    return new CohortReport(reports);
  }

  Json toJson() {
    Json all = new Json();
    subjects.forEach((id, pair) -> all.with(id, pair.toJson()));
    return new Json()
        .with("subjects", all)
        .with("summary", summaryJson(report()))
        .with("withoutReference", withoutReference)
        .with("withoutPrediction", withoutPrediction);
  }

  private static Json summaryJson(CohortReport report) {
    Json regions = new Json();
    for (String region : regions(report)) {
      Json metrics = new Json();
      for (String key : report.metrics().byKey().keySet()) {
        Summary s = report.summary(region, key);
        metrics.with(
            key,
            new Json()
                .with("defined", s.defined())
                .with("undefined", s.undefined())
                .with("mean", s.mean())
                .with("standardDeviation", s.standardDeviation())
                .with("minimum", s.minimum())
                .with("lowerQuartile", s.lowerQuartile())
                .with("median", s.median())
                .with("upperQuartile", s.upperQuartile())
                .with("maximum", s.maximum()));
      }
      regions.with(region, metrics);
    }
    return regions;
  }

  void print(PrintWriter out) {
    subjects.forEach(
        (id, pair) -> {
          out.println(id);
          RegionTable.print(pair.report(), out);
          out.println();
        });
    CohortReport report = report();
    out.printf(ROW, "region", "metric", "of", "mean", "lower", "median", "upper");
    for (String region : regions(report)) {
      for (String key : report.metrics().byKey().keySet()) {
        Summary s = report.summary(region, key);
        out.printf(
            Locale.ROOT,
            ROW,
            region,
            key,
            s.defined(),
            Text.fixed(s.mean(), 4),
            Text.fixed(s.lowerQuartile(), 4),
            Text.fixed(s.median(), 4),
            Text.fixed(s.upperQuartile(), 4));
      }
    }
    if (!withoutReference.isEmpty()) {
      out.println("without reference: " + String.join(", ", withoutReference));
    }
    if (!withoutPrediction.isEmpty()) {
      out.println("without prediction: " + String.join(", ", withoutPrediction));
    }
  }

  private static Iterable<String> regions(CohortReport report) {
    return report.subjects().values().iterator().next().regions().keySet();
  }
}
