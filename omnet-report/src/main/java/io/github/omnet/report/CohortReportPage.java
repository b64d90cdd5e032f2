package io.github.omnet.report;

import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.metric.Summary;
import io.github.omnet.io.picture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cohort's evaluation as one HTML file: tables that sort and filter, box and strip plots of each
 * metric and region, Bland-Altman plots of volumes, the worst cases with their pictures, failures,
 * exclusions and definitions. It holds everything and asks for nothing.
 *
 * <p>Texts go in without paths, names of image files, user and host names.
 */
public final class CohortReportPage {
  private final CohortReport report;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<String, Collection<String>> exclusions = new LinkedHashMap<>();
  private final Map<String, Double> voxelVolumes = new LinkedHashMap<>();
  private final Map<String, BufferedImage> pictures = new LinkedHashMap<>();
  private boolean anonymous;

  private CohortReportPage(CohortReport report) {
    this.report = report;
  }

  /**
   * Begins a page.
   *
   * @param report the metrics of all subjects
   * @return a page that can be added to and written
   */
  public static CohortReportPage of(CohortReport report) {
    return new CohortReportPage(report);
  }

  /**
   * Adds subjects that could not be evaluated.
   *
   * @param reasons why, by subject
   * @return this
   */
  public CohortReportPage failures(Map<String, String> reasons) {
    failures.putAll(reasons);
    return this;
  }

  /**
   * Adds subjects that were left out.
   *
   * @param reason why, such as {@code without reference}
   * @param subjects their ids
   * @return this
   */
  public CohortReportPage excluded(String reason, Collection<String> subjects) {
    exclusions.put(reason, List.copyOf(subjects));
    return this;
  }

  /**
   * Adds how large the voxels of a subject are; without it there are no volumes of it.
   *
   * @param subject its id
   * @param cubicMillimetres volume of one voxel
   * @return this
   */
  public CohortReportPage voxelVolume(String subject, double cubicMillimetres) {
    voxelVolumes.put(subject, cubicMillimetres);
    return this;
  }

  /**
   * Adds a picture of a subject, shown among the worst cases.
   *
   * @param subject its id
   * @param picture such as labels over an image
   * @return this
   */
  public CohortReportPage picture(String subject, BufferedImage picture) {
    pictures.put(subject, picture);
    return this;
  }

  /**
   * Shows {@code Subject 1}, {@code Subject 2} and so on in place of ids.
   *
   * @return this
   */
  public CohortReportPage anonymise() {
    anonymous = true;
    return this;
  }

  /**
   * The subjects from the worst to the best: by the mean Dice of all regions, undefined ones left
   * out; subjects without any come last.
   *
   * @return ids
   */
  public List<String> worstFirst() {
    return report.subjects().keySet().stream()
        .sorted(Comparator.comparingDouble(this::meanDice))
        .toList();
  }

  private double meanDice(String id) {
    return regions(id).values().stream()
        .mapToDouble(region -> region.values().getOrDefault("dice", Double.NaN))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Map<String, SegmentationReport.Region> regions(String id) {
    return java.util.Objects.requireNonNull(report.subjects().get(id)).regions();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file named {@code .html}; replaced if it exists
   * @throws IOException if it cannot be written or the plots not drawn
   */
  public void write(Path file) throws IOException {
    Page.write(file, toHtml());
  }

  /**
   * The page.
   *
   * @return HTML
   * @throws IOException if the plots cannot be drawn, as where Java has no fonts
   */
  public String toHtml() throws IOException {
    Plots.requireText();
    Anonymity words = new Anonymity();
    Map<String, String> names = names(words);
    Html html = new Html();
    int count = report.subjects().size();
    String title = "Evaluation of " + count + (count == 1 ? " subject" : " subjects");
    html.open("main").element("h1", title).element("p", Page.NOTICE, "class", "notice");
    excluded(html, words, names);
    summary(html);
    worst(html, names);
    subjects(html, names);
    new CohortPlots(report, voxelVolumes).write(html);
    html.element("h2", "Definitions")
        .element(
            "p",
            "Preset "
                + report.metrics().name()
                + ", empty regions by the policy "
                + Tables.policy(report.metrics())
                + ". A dash stands for an undefined value, which is left out of summaries.");
    Tables.definitions(html, report.metrics());
    html.close();
    return Page.of(title, html, List.of(Assets.text("tables.js")));
  }

  private Map<String, String> names(Anonymity words) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(report.subjects().keySet());
    all.addAll(failures.keySet());
    exclusions.values().forEach(all::addAll);
    for (String id : all) {
      names.computeIfAbsent(id, own -> anonymous ? "Subject " + (names.size() + 1) : own);
    }
    names.forEach(words::replace);
    return names;
  }

  private void excluded(Html html, Anonymity words, Map<String, String> names) {
    if (failures.isEmpty() && exclusions.values().stream().allMatch(Collection::isEmpty)) {
      html.element("p", "No subject failed or was left out.", "class", "good");
      return;
    }
    html.open("section", "class", "warnings", "aria-label", "Failures and exclusions")
        .element("strong", "Failures and exclusions")
        .open("ul");
    failures.forEach(
        (id, reason) -> html.element("li", names.get(id) + " failed: " + words.text(reason)));
    exclusions.forEach(
        (reason, ids) ->
            ids.forEach(id -> html.element("li", names.get(id) + ": " + words.text(reason))));
    html.close().close();
  }

  private Collection<String> regionNames() {
    return report.subjects().values().iterator().next().regions().keySet();
  }

  private void summary(Html html) {
    html.element("h2", "Summary");
    Tables.open(
        html,
        "Each metric over all subjects",
        true,
        List.of(
            "region and metric",
            "subjects",
            "mean",
            "SD",
            "lowest",
            "lower quartile",
            "median",
            "upper quartile",
            "highest"));
    for (String region : regionNames()) {
      for (String key : report.metrics().byKey().keySet()) {
        Summary s = report.summary(region, key);
        List<String> cells = new ArrayList<>(List.of(String.valueOf(s.defined())));
        for (double value :
            new double[] {
              s.mean(),
              s.standardDeviation(),
              s.minimum(),
              s.lowerQuartile(),
              s.median(),
              s.upperQuartile(),
              s.maximum()
            }) {
          cells.add(Numbers.fixed(value, 3));
        }
        Tables.row(html, region + " " + key, cells);
      }
    }
    Tables.close(html);
  }

  private void worst(Html html, Map<String, String> names) throws IOException {
    html.element("h2", "Worst cases").open("div", "class", "slices");
    if (pictures.isEmpty()) {
      html.element("p", "No pictures were given.", "class", "note");
    }
    for (String id : worstFirst()) {
      BufferedImage picture = pictures.get(id);
      if (picture != null) {
        String caption =
            names.get(id) + ": mean Dice of all regions " + Numbers.fixed(meanDice(id), 3);
        html.open("figure")
            .picture(Png.bytes(picture), "Slices through the tumour of " + caption)
            .element("figcaption", caption)
            .close();
      }
    }
    html.close();
  }

  private void subjects(Html html, Map<String, String> names) {
    html.open("section", "class", "broad").element("h2", "Subjects");
    List<String> columns = new ArrayList<>(List.of("subject", "region"));
    columns.addAll(report.metrics().byKey().keySet());
    columns.addAll(List.of("prediction (ml)", "reference (ml)"));
    Tables.open(html, "Worst first, by the mean Dice of all regions", true, columns);
    for (String id : worstFirst()) {
      double ml = voxelVolumes.getOrDefault(id, Double.NaN) / 1000;
      regions(id)
          .forEach(
              (region, values) -> {
                List<String> cells = new ArrayList<>(List.of(region));
                values.values().values().forEach(value -> cells.add(Numbers.fixed(value, 3)));
                cells.add(Numbers.fixed(ml * values.predictionVoxels(), 2));
                cells.add(Numbers.fixed(ml * values.referenceVoxels(), 2));
                Tables.row(html, String.valueOf(names.get(id)), cells);
              });
    }
    Tables.close(html);
    html.close();
  }
}
