package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.metric.Summary;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.examples.console.Json;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.io.cohort.SegmentationFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of predictions judged by a folder of references, subject by subject.
 *
 * @param subjects the pairs, by subject
 * @param failed why others could not be judged, by subject
 * @param withoutReference subjects of the prediction folder that the other lacks
 * @param withoutPrediction subjects of the reference folder that the other lacks
 * @param ignored files of both folders that are taken for no segmentation
 */
record CohortEvaluation(
    Map<String, PairEvaluation> subjects,
    Map<String, String> failed,
    List<String> withoutReference,
    List<String> withoutPrediction,
    List<Path> ignored) {
  private static final String ROW = "%-6s  %-18s  %5s  %9s  %9s  %9s  %9s%n";

  /** Judges one pair. */
  interface Judge {
    PairEvaluation judge(Path prediction, Path reference) throws IOException;
  }

  static CohortEvaluation of(Path predictions, Path references, Judge judge, PrintWriter err)
      throws IOException {
    SegmentationFolder found = SegmentationFolder.find(predictions);
    SegmentationFolder truth = SegmentationFolder.find(references);
    NavigableMap<String, Path> predicted = found.bySubject();
    NavigableMap<String, Path> expected = truth.bySubject();
    List<String> common = predicted.keySet().stream().filter(expected::containsKey).toList();
    if (common.isEmpty()) {
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
    Map<String, PairEvaluation> subjects = new LinkedHashMap<>();
    Map<String, String> failed = new LinkedHashMap<>();
    judge(
        common,
        id ->
            judge.judge(
                Objects.requireNonNull(predicted.get(id)),
                Objects.requireNonNull(expected.get(id))),
        subjects,
        failed,
        err);
    return new CohortEvaluation(
        subjects,
        failed,
        predicted.keySet().stream().filter(id -> !expected.containsKey(id)).toList(),
        expected.keySet().stream().filter(id -> !predicted.containsKey(id)).toList(),
        Stream.concat(found.ignored().stream(), truth.ignored().stream()).distinct().toList());
  }

  /** Judges one subject. */
  interface SubjectJudge {
    PairEvaluation judge(String id) throws IOException;
  }

  /** Judges subjects one by one, whose files the judge knows. */
  static CohortEvaluation of(List<String> ids, SubjectJudge judge, PrintWriter err)
      throws IOException {
    Map<String, PairEvaluation> subjects = new LinkedHashMap<>();
    Map<String, String> failed = new LinkedHashMap<>();
    judge(ids, judge, subjects, failed, err);
    return new CohortEvaluation(subjects, failed, List.of(), List.of(), List.of());
  }

  private static void judge(
      List<String> ids,
      SubjectJudge judge,
      Map<String, PairEvaluation> subjects,
      Map<String, String> failed,
      PrintWriter err)
      throws IOException {
    try (Progress progress = Progress.of(err, "evaluating")) {
      for (String id : ids) {
        progress.at(subjects.size() + failed.size(), ids.size(), id);
        try {
          subjects.put(id, judge.judge(id));
        } catch (IOException | RuntimeException e) {
          failed.put(id, Failure.describe(e));
        }
      }
    }
  }

  /** Fails if a subject did, once the others are reported. */
  void requireAll() {
    if (!failed.isEmpty()) {
      Map.Entry<String, String> first = failed.entrySet().iterator().next();
      throw new OmnetException(
          failed.size()
              + " of "
              + (failed.size() + subjects.size())
              + " subjects could not be evaluated and are not in the summary: "
              + String.join(", ", failed.keySet())
              + "; "
              + first.getKey()
              + ": "
              + first.getValue());
    }
  }

  /** Empty if every subject failed. */
  Optional<CohortReport> report() {
    Map<String, SegmentationReport> reports = new LinkedHashMap<>();
    subjects.forEach((id, pair) -> reports.put(id, pair.report()));
    return reports.isEmpty() ? Optional.empty() : Optional.of(new CohortReport(reports));
  }

  Json toJson() {
    Json all = new Json();
    subjects.forEach((id, pair) -> all.with(id, pair.toJson()));
    return new Json()
        .with("subjects", all)
        .with("summary", report().map(CohortEvaluation::summaryJson).orElseGet(Json::new))
        .with("failed", failed)
        .with("withoutReference", withoutReference)
        .with("withoutPrediction", withoutPrediction)
        .with("ignored", ignored);
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
          out.println(PlainText.lines(id));
          RegionTable.print(pair.report(), out);
          out.println();
        });
    report().ifPresent(report -> printSummary(report, out));
    failed.forEach((id, reason) -> out.println(PlainText.lines("failed: " + id + ": " + reason)));
    if (!withoutReference.isEmpty()) {
      out.println(PlainText.lines("without reference: " + String.join(", ", withoutReference)));
    }
    if (!withoutPrediction.isEmpty()) {
      out.println(PlainText.lines("without prediction: " + String.join(", ", withoutPrediction)));
    }
    ignored.forEach(file -> out.println(PlainText.lines("ignored: " + file)));
  }

  private static void printSummary(CohortReport report, PrintWriter out) {
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
  }

  private static Set<String> regions(CohortReport report) {
    return report.subjects().values().iterator().next().regions().keySet();
  }
}
