package io.github.omnet.report;

import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.validation.ValidationScores;
import io.github.omnet.report.curves.TrainingCurves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training as one HTML file, while it runs or after: losses, Dice, rate, gradient norm and speed
 * over the iterations, Dice of each validation subject, the plan and the environment.
 *
 * <p>Texts go in without paths, names of image files, user and host names.
 */
public final class TrainingReport {
  private final String name;
  private final MetricsTable metrics;
  private final Map<String, String> plan = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final SortedMap<Long, ValidationScores> validations = new TreeMap<>();

  private boolean anonymous;

  private TrainingReport(String name, MetricsTable metrics) {
    this.name = name;
    this.metrics = metrics;
  }

  /**
   * Begins a report.
   *
   * @param name of the training
   * @param metrics its numbers, as {@link io.github.omnet.models.monitor.MetricsCsv} writes them
   * @return a report that can be added to and written
   */
  public static TrainingReport of(String name, MetricsTable metrics) {
    return new TrainingReport(name, metrics);
  }

  /**
   * Adds settings of the training.
   *
   * @param settings by name
   * @return this
   */
  public TrainingReport plan(Map<String, String> settings) {
    plan.putAll(settings);
    return this;
  }

  /**
   * Adds what the training runs on.
   *
   * @param facts by name, such as engine, device and versions
   * @return this
   */
  public TrainingReport environment(Map<String, String> facts) {
    environment.putAll(facts);
    return this;
  }

  /**
   * Adds a validation.
   *
   * @param iteration steps taken before it
   * @param scores Dice of each subject
   * @return this
   */
  public TrainingReport validation(long iteration, ValidationScores scores) {
    validations.put(iteration, scores);
    return this;
  }

  /**
   * Shows {@code Subject 1}, {@code Subject 2} and so on in place of the ids of validation
   * subjects.
   *
   * @return this
   */
  public TrainingReport anonymise() {
    anonymous = true;
    return this;
  }

  /**
   * Writes the page, whole or not at all, so that it can be looked at while it is written again.
   *
   * @param file named {@code .html}; replaced if it exists
   * @throws IOException if it cannot be written or the curves not drawn
   */
  public void write(Path file) throws IOException {
    Page.write(file, toHtml());
  }

  /**
   * The page.
   *
   * @return HTML
   * @throws IOException if the curves cannot be drawn, as where Java has no fonts
   */
  public String toHtml() throws IOException {
    Anonymity words = new Anonymity();
    Map<String, String> names = names();
    names.forEach(words::replace);
    Html html = new Html();
    String title = "Training of " + words.text(name);
    html.open("main").element("h1", title).element("p", Page.NOTICE, "class", "notice");
    html.element("h2", "Curves").open("div", "class", "plots");
    for (TrainingCurves.Curve curve : TrainingCurves.curves(metrics)) {
      Plots.figure(
          html,
          Svg.of(curve.chart(), TrainingCurves.WIDTH, TrainingCurves.HEIGHT),
          curve.title() + " over the iterations");
    }
    html.close();
    validations(html, names);
    Tables.pairs(html, "Plan", cleaned(plan, words));
    Tables.pairs(html, "Environment", cleaned(environment, words));
    html.close();
    return Page.of(title, html, List.of(Assets.text("tables.js")));
  }

  private static Map<String, String> cleaned(Map<String, String> texts, Anonymity words) {
    Map<String, String> clean = new LinkedHashMap<>();
    texts.forEach((key, value) -> clean.put(key, words.text(value)));
    return clean;
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (ValidationScores scores : validations.values()) {
      for (String id : scores.dice().keySet()) {
        names.computeIfAbsent(id, own -> anonymous ? "Subject " + (names.size() + 1) : own);
      }
    }
    return names;
  }

  private void validations(Html html, Map<String, String> names) {
    html.element("h2", "Dice of validation subjects");
    if (validations.isEmpty()) {
      html.element("p", "No validation so far.", "class", "note");
      return;
    }
    List<String> columns = new ArrayList<>(List.of("subject", "after step"));
    for (TumorRegion region : TumorRegion.values()) {
      columns.add(region.name());
    }
    Tables.open(html, "Validations since the training was last started", true, columns);
    validations.forEach(
        (iteration, scores) ->
            scores
                .dice()
                .forEach(
                    (id, dice) -> {
                      List<String> cells = new ArrayList<>(List.of(String.valueOf(iteration)));
                      for (TumorRegion region : TumorRegion.values()) {
                        cells.add(Numbers.fixed(dice.getOrDefault(region, Double.NaN), 3));
                      }
                      Tables.row(html, names.getOrDefault(id, id), cells);
                    }));
    Tables.close(html);
  }
}
