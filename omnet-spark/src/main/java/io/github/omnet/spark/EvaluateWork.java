package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.LesionRule;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.io.cohort.LabelPair;
import io.github.omnet.io.dataset.TruthEncoding;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a segmentation with a reference.
 *
 * @param preset whose definitions, {@link Metrics#of}
 * @param empty what metrics of empty regions are
 * @param lesionWise whether lesions are scored one by one, too
 * @param labels name of the scheme of all files, {@code nnunet} or {@code auto}
 */
record EvaluateWork(String preset, EmptyPolicy empty, boolean lesionWise, String labels)
    implements Work<EvaluateWork.Pair> {
  private static final String ROWS = "csv";

  /**
   * Two files of one subject.
   *
   * @param id the subject
   * @param prediction path of the file to judge
   * @param reference path of the file to judge by
   */
  record Pair(String id, String prediction, String reference) implements Serializable {}

  private Metrics metrics() {
    Metrics metrics = Metrics.of(preset).with(empty);
    return lesionWise ? metrics.withLesionWise(LesionRule.BRATS2023) : metrics;
  }

  Optional<TruthEncoding> encoding() {
    return switch (labels) {
      case "auto" -> Optional.empty();
      case "nnunet" -> Optional.of(TruthEncoding.NNUNET);
      default -> Optional.of(TruthEncoding.of(LabelScheme.of(labels)));
    };
  }

  @Override
  public String id(Pair item) {
    return item.id();
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = new JsonObject();
    settings.addProperty("work", "evaluate");
    settings.addProperty("preset", preset);
    settings.addProperty("empty", empty.toString());
    settings.addProperty("lesionWise", lesionWise);
    settings.addProperty("labels", labels);
    return settings;
  }

  @Override
  public void open(Slot slot) {}

  @Override
  public Result run(Pair item, ResultStore store) throws IOException {
    Path prediction = Path.of(item.prediction());
    Path reference = Path.of(item.reference());
    LabelPair pair = LabelPair.read(prediction, reference, labels, encoding());
    pair.prediction()
        .grid()
        .requireMatches(pair.reference().grid(), prediction + " and " + reference);
    SegmentationReport report =
        SegmentationReport.of(pair.prediction(), pair.reference(), metrics());
    JsonObject details = new JsonObject();
    details.addProperty(ROWS, new CohortReport(Map.of(item.id(), report)).toCsv());
    return new Result(CohortRow.done(item.id(), ""), details);
  }

  /** The table of {@code omnet evaluate --csv}: a row for each subject and region that is done. */
  @Override
  public String table(List<Marker> markers) {
    StringBuilder table = new StringBuilder();
    for (Marker marker : markers) {
      if (marker.details().has(ROWS)) {
        String csv = marker.details().get(ROWS).getAsString();
        table.append(table.isEmpty() ? csv : csv.substring(csv.indexOf('\n') + 1));
      }
    }
    return table.toString();
  }
}
