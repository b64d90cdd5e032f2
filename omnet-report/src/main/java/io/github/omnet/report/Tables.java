package io.github.omnet.report;

import io.github.omnet.core.metric.BidimensionalSize;
import io.github.omnet.core.metric.Metric;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that pages have in common. */
final class Tables {
  private static final Map<TumorRegion, String> REGIONS =
      Map.of(
          TumorRegion.WT, "WT (whole tumour)",
          TumorRegion.TC, "TC (tumour core)",
          TumorRegion.ET, "ET (enhancing tumour)");

  /** Where a name such as {@code hd95MaxDirected} may go on in the next line. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** Columns of words, aligned to the left. */
  private static final Set<String> TEXTS = Set.of("unit", "definition");

  private Tables() {}

  /** Opens a table with a head row; the caller closes body and table. */
  static void open(Html html, String caption, boolean sortable, List<String> columns) {
    html.open("div", "class", "wide")
        .open("table", "class", sortable ? "sortable" : "plain")
        .element("caption", caption)
        .open("thead")
        .open("tr");
    columns.forEach(column -> head(html, column));
    html.close().close().open("tbody");
  }

  private static void head(Html html, String column) {
    html.open("th", "scope", "col", "class", TEXTS.contains(column) ? "text" : "number");
    int from = 0;
    Matcher hump = HUMP.matcher(column);
    while (hump.find()) {
      html.text(column.substring(from, hump.start())).empty("wbr");
      from = hump.start();
    }
    html.text(column.substring(from));
    html.close();
  }

  static void close(Html html) {
    html.close().close().close();
  }

  static void row(Html html, String head, List<String> cells) {
    html.open("tr").element("th", head, "scope", "row");
    cells.forEach(cell -> html.element("td", cell));
    html.close();
  }

  static void pairs(Html html, String title, Map<String, String> rows) {
    html.element("h2", title).open("div", "class", "wide").open("table").open("tbody");
    rows.forEach(
        (key, value) ->
            html.open("tr")
                .element("th", key, "scope", "row")
                .element("td", value, "class", "text")
                .close());
    html.close().close().close();
  }

  static void sizes(
      Html html, TumorLabels labels, Map<TumorRegion, Optional<BidimensionalSize>> sizes) {
    html.element("h2", "Size");
    double ml = Math.abs(labels.grid().affine().determinant()) / 1000;
    open(
        html,
        "Volume and diameters of each region",
        true,
        List.of(
            "region",
            "volume (ml)",
            "longest diameter (mm)",
            "perpendicular (mm)",
            "product (mm²)",
            "axial slice"));
    sizes.forEach(
        (region, size) ->
            row(
                html,
                REGIONS.getOrDefault(region, region.name()),
                List.of(
                    Numbers.fixed(labels.count(region) * ml, 1),
                    size.map(s -> Numbers.fixed(s.longest(), 1)).orElse("–"),
                    size.map(s -> Numbers.fixed(s.perpendicular(), 1)).orElse("–"),
                    size.map(s -> Numbers.fixed(s.product(), 0)).orElse("–"),
                    size.map(s -> String.valueOf(s.slice() + 1)).orElse("–"))));
    close(html);
    html.element(
        "p",
        "Volume: voxels of the region times the volume of a voxel. Diameters as RANO defines them:"
            + " of the largest component of the region, in the axial slice where it is longest, the"
            + " longest diameter, and the longest chord at a right angle to it of the convex hull;"
            + " both reach to the outer edges of voxels. Slices count from 1 along the axis of the"
            + " file, as below the pictures.",
        "class",
        "note");
  }

  static void metrics(Html html, SegmentationReport report) {
    html.element("h2", "Agreement with the reference");
    List<String> columns = new ArrayList<>(List.of("metric"));
    columns.addAll(report.regions().keySet());
    columns.addAll(List.of("unit", "definition"));
    open(html, "Metrics of each region, preset " + report.metrics().name(), true, columns);
    report
        .metrics()
        .byKey()
        .forEach(
            (key, metric) -> {
              html.open("tr").element("th", key, "scope", "row");
              report
                  .regions()
                  .values()
                  .forEach(region -> html.element("td", Numbers.fixed(region.get(key), 3)));
              html.element("td", unit(metric), "class", "text")
                  .element("td", metric.definition(), "class", "text")
                  .close();
            });
    close(html);
    html.element(
        "p",
        "P is the segmentation, R the reference. A dash stands for an undefined value; empty"
            + " regions follow the policy "
            + policy(report.metrics())
            + ".",
        "class",
        "note");
  }

  /** What a metric is counted in. */
  static String unit(Metric metric) {
    return switch (metric.kind()) {
      case SCORE -> "0 to 1";
      case DISTANCE -> "mm";
      case DIFFERENCE -> "no unit";
    };
  }

  /** The policy of empty regions as users name it. */
  static String policy(Metrics metrics) {
    return metrics.emptyPolicy().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static void definitions(Html html, Metrics metrics) {
    html.open("details").element("summary", "Definitions of the metrics").open("dl");
    metrics
        .byKey()
        .forEach(
            (key, metric) ->
                html.element("dt", key + " (" + unit(metric) + ")")
                    .element("dd", metric.definition()));
    html.close().close();
  }
}
