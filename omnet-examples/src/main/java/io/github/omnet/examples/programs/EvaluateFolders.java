package io.github.omnet.examples.programs;

import io.github.omnet.Omnet;
import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scores a folder of segmentations by a folder of true labels with the same file names. */
public final class EvaluateFolders {
  private EvaluateFolders() {}

  /**
   * Runs the program.
   *
   * @param args folder of predictions, folder of references, table to write
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Map<String, SegmentationReport> reports = new TreeMap<>();
    try (Stream<Path> references = Files.list(Path.of(args[1]))) {
      for (Path reference : references.toList()) {
        String name = reference.getFileName().toString();
        TumorLabels truth = TumorLabels.detect(Images.readLabels(reference));
        TumorLabels found = TumorLabels.detect(Images.readLabels(Path.of(args[0], name)));
        reports.put(name, Omnet.evaluate(found, truth));
      }
    }
    CohortReport cohort = new CohortReport(reports);
    Files.writeString(Path.of(args[2]), cohort.toCsv());
    System.out.println("mean Dice of WT: " + cohort.summary(TumorRegion.WT, "dice").mean());
  }
}
