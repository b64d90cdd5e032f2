package io.github.omnet.examples.command;

import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.examples.console.Json;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A report as a table for people or as JSON for programs. */
final class RegionTable {
  private static final String ROW = "%-6s  %6s  %6s  %11s  %9s  %8s  %8s  %10s  %10s%n";

  private RegionTable() {}

  static void print(SegmentationReport report, PrintWriter out) {
    out.printf(
        ROW,
        "region",
        "Dice",
        "IoU",
        "sensitivity",
        "precision",
        "HD mm",
        "HD95 mm",
        "predicted",
        "reference");
    report.regions().forEach((name, region) -> printRow(name, region, out));
    if (report.metrics().byKey().containsKey("lesionWiseDice")) {
      report.regions().forEach((name, region) -> printLesions(name, region, out));
    }
    out.println(
        "WT whole tumour, TC tumour core, ET enhancing tumour; the last two columns are voxels");
  }

  private static void printRow(String name, SegmentationReport.Region region, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        ROW,
        name,
        Text.fixed(region.get("dice"), 4),
        Text.fixed(region.get("iou"), 4),
        Text.fixed(region.get("sensitivity"), 4),
        Text.fixed(region.get("precision"), 4),
        Text.fixed(region.get("hd"), 2),
        Text.fixed(region.get("hd95"), 2),
        region.predictionVoxels(),
        region.referenceVoxels());
  }

  private static void printLesions(String name, SegmentationReport.Region region, PrintWriter out) {
    out.println(
        name
            + " lesion by lesion: Dice "
            + Text.fixed(region.get("lesionWiseDice"), 4)
            + ", HD95 "
            + Text.fixed(region.get("lesionWiseHd95"), 2)
            + " mm");
  }

  static Json toJson(SegmentationReport report) {
    Json regions = new Json();
    for (Map.Entry<String, SegmentationReport.Region> entry : report.regions().entrySet()) {
      Json region = new Json();
      entry.getValue().values().forEach(region::with);
      region.with("predictionVoxels", entry.getValue().predictionVoxels());
      region.with("referenceVoxels", entry.getValue().referenceVoxels());
      regions.with(entry.getKey(), region);
    }
    return regions;
  }
}
