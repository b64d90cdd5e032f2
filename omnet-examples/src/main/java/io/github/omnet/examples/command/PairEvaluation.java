package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.Comparison;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.Images;
import io.github.omnet.io.cohort.LabelPair;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.dataset.TruthEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/**
 * One prediction judged by one reference.
 *
 * @param prediction the file judged
 * @param reference the file it was judged by
 * @param predictionLabels what the numbers of the prediction mean
 * @param referenceLabels what the numbers of the reference mean
 * @param spacing mm along x, y, z
 * @param report the metrics
 */
record PairEvaluation(
    Path prediction,
    Path reference,
    String predictionLabels,
    String referenceLabels,
    Spacing spacing,
    SegmentationReport report) {
  /** Compares two label maps. */
  static PairEvaluation ofLabels(
      Path prediction, Path reference, EncodingOption labels, Metrics metrics) throws IOException {
    LabelPair pair =
        LabelPair.read(prediction, reference, labels.choice.name(), labels.choice.encoding());
    TumorLabels predicted = pair.prediction();
    TumorLabels expected = pair.reference();
    predicted.grid().requireMatches(expected.grid(), prediction + " and " + reference);
    return new PairEvaluation(
        prediction,
        reference,
        pair.predictionLabels(),
        pair.referenceLabels(),
        expected.grid().spacing(),
        SegmentationReport.of(predicted, expected, metrics, workers()));
  }

  /** Compares a label map with the truth of a subject, whose encodings are known. */
  static PairEvaluation ofSubject(
      Path prediction, LabelScheme written, SubjectFiles subject, Metrics metrics)
      throws IOException {
    Path reference = subject.truth().orElseThrow();
    TumorLabels predicted = new TumorLabels(Images.readLabels(prediction), written);
    TumorLabels expected = subject.encoding().decode(Images.readLabels(reference));
    predicted.grid().requireMatches(expected.grid(), prediction + " and " + reference);
    return new PairEvaluation(
        prediction,
        reference,
        predicted.scheme().toString(),
        expected.scheme().toString(),
        expected.grid().spacing(),
        SegmentationReport.of(predicted, expected, metrics, workers()));
  }

  /** Compares two files with a mask per channel. */
  static PairEvaluation ofChannels(
      Path prediction, Path reference, List<String> names, Metrics metrics) throws IOException {
    Map<String, Mask> predicted = ChannelMasks.read(prediction, names);
    Map<String, Mask> expected = ChannelMasks.read(reference, names);
    Map<String, Comparison> pairs = new LinkedHashMap<>();
    for (Map.Entry<String, Mask> region : expected.entrySet()) {
      Mask mask = predicted.get(region.getKey());
      if (mask == null) {
        throw new OmnetException(prediction + ": has no channel " + region.getKey());
      }
      pairs.put(region.getKey(), compare(mask, region.getValue(), prediction, reference));
    }
    Grid grid = expected.values().iterator().next().grid();
    return new PairEvaluation(
        prediction,
        reference,
        "channels",
        "channels",
        grid.spacing(),
        SegmentationReport.of(pairs, metrics, workers()));
  }

  /** Reads the prediction again; for files of labels only. */
  TumorLabels predicted() throws IOException {
    TruthEncoding encoding =
        predictionLabels.equals(EncodingOption.NNUNET)
            ? TruthEncoding.NNUNET
            : TruthEncoding.of(LabelScheme.of(predictionLabels));
    return encoding.decode(Images.readLabels(prediction));
  }

  private static Comparison compare(
      Mask prediction, Mask reference, Path predictionFile, Path referenceFile) {
    if (!prediction.grid().matches(reference.grid())) {
      throw new GridMismatchException(
          predictionFile + " and " + referenceFile, prediction.grid(), reference.grid());
    }
    return Comparison.of(prediction, reference);
  }

  private static Workers workers() {
    return Workers.of(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
  }

  Json toJson() {
    return new Json()
        .with("prediction", prediction)
        .with("reference", reference)
        .with("labels", referenceLabels)
        .with("referenceLabels", referenceLabels)
        .with("predictionLabels", predictionLabels)
        .with("spacing", List.of(spacing.x(), spacing.y(), spacing.z()))
        .with("regions", RegionTable.toJson(report));
  }
}
