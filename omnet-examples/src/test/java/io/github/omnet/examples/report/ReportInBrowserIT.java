package io.github.omnet.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import io.github.omnet.io.Images;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.ScalarLog;
import io.github.omnet.models.validation.ValidationScores;
import io.github.omnet.report.TrainingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are opened from files by Chromium, if Debian's chromium and chromium-driver are there. */
class ReportInBrowserIT {
  private static final String VIEWER = "return document.getElementById('viewer')";

  private static final Pattern PLACE =
      Pattern.compile("Right (-?[\\d.]+) mm, anterior (-?[\\d.]+) mm, superior (-?[\\d.]+) mm");

  @TempDir static Path folder;

  private static Path subject;

  @BeforeAll
  static void needsChromium() throws IOException {
    assumeTrue(
        Files.isExecutable(Browser.CHROMIUM) && Files.isExecutable(Browser.DRIVER),
        "skipped: install Debian's chromium and chromium-driver");
    PhantomCohort cohort = new PhantomCohort(1, 64);
    for (int n = 0; n < 3; n++) {
      PhantomFolder.write(cohort.subject(n), folder.resolve("data"));
    }
    subject = folder.resolve("data/phantom_000");
  }

  private static Path truth(int n) {
    String id = "phantom_00" + n;
    return folder.resolve("data").resolve(id).resolve(id + "_seg.nii.gz");
  }

  @Test
  void aSubjectIsShownAndItsCrosshairMoves() throws Exception {
    Path page = folder.resolve("subject.html");
    Run run =
        Run.of(
            "report",
            "--subject",
            subject,
            "--labels",
            truth(1),
            "--reference",
            truth(0),
            "--out",
            page);
    run.succeeded();
    System.out.println("subject page: " + run.out().strip());
    try (Browser browser = new Browser(folder, true)) {
      double started = browser.processorSeconds();
      browser.open(page);
      // Set when the first picture is drawn, the place is shown and keys are heard.
      long ready = browser.await(VIEWER + ".dataset.readyMillis || null").getAsLong();
      double used = browser.processorSeconds() - started;
      // Drawing ends with a wait for the graphics, so this is the time until the new picture.
      double key =
          browser
              .run(
                  "const t = performance.now(); document.querySelector('#viewer canvas')"
                      + ".dispatchEvent(new KeyboardEvent('keydown', {key: 'PageUp', bubbles: true}));"
                      + " return performance.now() - t + 0.001")
              .getAsDouble();
      System.out.printf(
          Locale.ROOT,
          "subject page: %d bytes, interactive after %d ms and %.1f s of processor time, a key then"
              + " takes %.0f ms%n",
          Files.size(page),
          ready,
          used,
          key);
      assertThat(browser.screenshot().colors(0.05, 0.35)).isGreaterThan(50);

      browser.run("document.querySelector('#viewer canvas').focus()");
      movesOneVoxel(browser);
      browser.press("3");
      browser.await(VIEWER + ".dataset.modality === 'T1C' ? true : null");
      hidesALabel(browser);
      sorts(browser);
      described(browser);
      quiet(browser);
    }
  }

  /** Each key changes one of the three millimetres by a voxel, and its opposite undoes that. */
  private static void movesOneVoxel(Browser browser) throws Exception {
    double voxel = Images.readLabels(truth(0)).grid().spacing().x();
    // Arrow left, right, up, down, page up, page down. The patient's right is on the left.
    String[] keys = {"\\uE012", "\\uE014", "\\uE013", "\\uE015", "\\uE00E", "\\uE00F"};
    for (int n = 0; n < keys.length; n++) {
      double[] before = place(browser);
      browser.press(keys[n]);
      double[] after = place(browser);
      for (int axis = 0; axis < 3; axis++) {
        double moved = Math.abs(after[axis] - before[axis]);
        // Millimetres are shown with one digit.
        assertThat(moved)
            .as("key %d, axis %d", n, axis)
            .isCloseTo(axis == n / 2 ? voxel : 0, within(0.11));
      }
    }
  }

  /** The colours on the canvas change when the opacity of the labels goes to zero. */
  private static void hidesALabel(Browser browser) throws Exception {
    int before = browser.screenshot().colored();
    browser.run(
        "document.querySelectorAll('#viewer input[type=range]').forEach(i => {i.value = 0;"
            + " i.dispatchEvent(new Event('input'))})");
    browser.await(
        "return new Promise(r => requestAnimationFrame(() => setTimeout(() => r(true))))");
    assertThat(before).isGreaterThan(500);
    assertThat(browser.screenshot().colored()).isLessThan(before / 4);
  }

  /** Every picture, plot, table and control has a text. */
  private static void described(Browser browser) throws Exception {
    assertThat(
            browser
                .run(
                    "const none = [];"
                        + "document.querySelectorAll('img').forEach(i => i.alt || none.push('img'));"
                        + "document.querySelectorAll('svg').forEach(s =>"
                        + " (s.closest('[role=img]') || {ariaLabel: ''}).ariaLabel || none.push('svg'));"
                        + "document.querySelectorAll('canvas').forEach(c =>"
                        + " c.ariaLabel && c.tabIndex === 0 || none.push('canvas'));"
                        + "document.querySelectorAll('input').forEach(i =>"
                        + " i.labels.length || none.push('input'));"
                        + "document.querySelectorAll('table.sortable').forEach(t =>"
                        + " t.caption || none.push('table'));"
                        + "document.documentElement.lang || none.push('lang');"
                        + "return none.join(' ')")
                .getAsString())
        .isEmpty();
  }

  @Test
  void aSubjectIsPrintedWithItsPicturesAndWithoutControls() throws Exception {
    Path page = folder.resolve("print.html");
    Path expert = truth(1);
    Run.of(
            "report",
            "--subject",
            subject,
            "--labels",
            truth(0),
            "--reference",
            expert,
            "--out",
            page)
        .succeeded();
    try (Browser browser = new Browser(folder, true)) {
      browser.open(page);
      browser.await(VIEWER + ".dataset.readyMillis || null");
      assertThat(shown(browser, "canvas")).isOne();
      String pdf = browser.printed();
      assertThat(count(pdf, "/Subtype /Image")).isGreaterThanOrEqualTo(2);
      assertThat(count(pdf, "/Type /Page\n")).isEqualTo(2);
      browser.showAsPrinted();
      assertThat(shown(browser, "canvas, input, .interactive, .filter")).isZero();
      assertThat(shown(browser, "img")).isEqualTo(2);
      assertThat(shown(browser, "table")).isEqualTo(3);
      // Heads of tables stay, black and without the line under what can be clicked.
      assertThat(
              browser
                  .run(
                      "const s = getComputedStyle(document.querySelector('th button'));"
                          + " return s.color + ' ' + s.textDecorationLine")
                  .getAsString())
          .isEqualTo("rgb(0, 0, 0) none");
      assertThat(tooWide(browser)).isZero();
    }
  }

  /** How many elements of a selector take room on the page. */
  private static int shown(Browser browser, String selector) throws Exception {
    return browser
        .run(
            "return Array.from(document.querySelectorAll('"
                + selector
                + "')).filter(e => e.getClientRects().length > 0).length")
        .getAsInt();
  }

  /** How many tables and pictures reach beyond the page. */
  private static int tooWide(Browser browser) throws Exception {
    return browser
        .run(
            "const width = document.documentElement.clientWidth; return"
                + " Array.from(document.querySelectorAll('table, img, svg'))"
                + ".filter(e => e.getBoundingClientRect().right > width).length")
        .getAsInt();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void withoutWebGlTablesSortAndTheViewerSaysWhereToLook() throws Exception {
    Path page = folder.resolve("no-webgl.html");
    Run.of("report", "--subject", subject, "--labels", truth(0), "--out", page).succeeded();
    try (Browser browser = new Browser(folder, true, "--disable-3d-apis")) {
      browser.open(page);
      sorts(browser);
      browser.await(
          "return document.querySelector('#viewer .message').textContent"
              + ".includes('no WebGL 2; the pictures below') || null");
    }
  }

  @Test
  void withoutJavaScriptThereArePicturesAndTables() throws Exception {
    Path page = folder.resolve("plain.html");
    Run.of("report", "--subject", subject, "--labels", truth(0), "--out", page, "--anonymise")
        .succeeded();
    assertThat(Files.readString(page)).doesNotContain("phantom_000", folder.toString());
    try (Browser browser = new Browser(folder, false)) {
      browser.open(page);
      assertThat(browser.screenshot().colors(0.3, 1)).isGreaterThan(50);
    }
  }

  @Test
  void aCohortSortsAndFilters() throws Exception {
    Path predictions = Files.createDirectories(folder.resolve("predictions"));
    Path references = Files.createDirectories(folder.resolve("references"));
    for (int n = 0; n < 3; n++) {
      Files.copy(truth(n), references.resolve("s" + n + ".nii.gz"));
      Nifti.write(
          predictions.resolve("s" + n + ".nii.gz"), Images.readLabels(truth(n == 2 ? 2 : 1 - n)));
    }
    Path page = folder.resolve("cohort.html");
    Run.of("evaluate", "--prediction", predictions, "--reference", references, "--report", page)
        .succeeded();
    try (Browser browser = new Browser(folder, true)) {
      browser.open(page);
      sorts(browser);
      browser.run(
          "const i = document.querySelectorAll('input[type=search]')[1]; i.value = 's2';"
              + " i.dispatchEvent(new Event('input'))");
      assertThat(
              browser
                  .run(
                      "return Array.from(document.querySelectorAll('table')[1].tBodies[0].rows)"
                          + ".filter(r => !r.hidden).length")
                  .getAsInt())
          .isEqualTo(3);
      assertThat(browser.run("return document.querySelectorAll('svg').length").getAsInt())
          .isGreaterThan(10);
      assertThat(
              browser
                  .run("return document.querySelectorAll('caption')[1].textContent")
                  .getAsString())
          .endsWith("(3 of 9 rows: those with \"s2\")");
      described(browser);
      // The widest table lies on a page of its own, on its side.
      assertThat(browser.printed()).contains("/MediaBox [0 0 612 792]", "/MediaBox [0 0 792 612]");
      browser.showAsPrinted();
      assertThat(shown(browser, "input, .filter")).isZero();
      assertThat(shown(browser, "dd")).isGreaterThan(10);
      quiet(browser);
    }
  }

  @Test
  void aTrainingShowsItsCurves() throws Exception {
    Path csv = folder.resolve("metrics.csv");
    try (ScalarLog log = ScalarLog.csv(csv, List.of("loss1", "rate", "diceWT"), 0)) {
      for (long n = 1; n <= 50; n++) {
        log.write(n, Map.of("loss1", 1.0 / n, "rate", 0.01));
      }
      log.write(50, Map.of("diceWT", 0.7));
    }
    Path page = folder.resolve("training.html");
    TrainingReport.of("run", MetricsTable.read(csv))
        .validation(
            50,
            new ValidationScores(
                Map.of("a", Map.of(TumorRegion.WT, 0.7), "b", Map.of(TumorRegion.WT, 0.5))))
        .plan(Map.of("loss", "dice"))
        .write(page);
    try (Browser browser = new Browser(folder, true)) {
      browser.open(page);
      sorts(browser);
      assertThat(browser.run("return document.querySelectorAll('svg').length").getAsInt())
          .isEqualTo(3);
      described(browser);
      quiet(browser);
      browser.printed();
      browser.showAsPrinted();
      assertThat(shown(browser, "svg")).isEqualTo(3);
      assertThat(tooWide(browser)).isZero();
    }
  }

  /** The shown millimetres: right, anterior, superior. */
  private static double[] place(Browser browser) throws Exception {
    String text = browser.run("return document.querySelector('.place').textContent").getAsString();
    Matcher found = PLACE.matcher(text);
    assertThat(found.matches()).as(text).isTrue();
    return new double[] {
      Double.parseDouble(found.group(1)),
      Double.parseDouble(found.group(2)),
      Double.parseDouble(found.group(3))
    };
  }

  /** The first table's second column goes up and then down. */
  private static void sorts(Browser browser) throws Exception {
    String column =
        "const t = document.querySelector('table.sortable'); t.tHead.rows[0].cells[2]"
            + ".querySelector('button').click(); return Array.from(t.tBodies[0].rows)"
            + ".map(r => parseFloat(r.cells[2].textContent)).join(' ')";
    List<Double> up = numbers(browser.run(column).getAsString());
    List<Double> down = numbers(browser.run(column).getAsString());
    assertThat(up).isSorted().hasSizeGreaterThan(1);
    assertThat(down).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  private static List<Double> numbers(String text) {
    return List.of(text.split(" ")).stream().map(Double::valueOf).filter(Double::isFinite).toList();
  }

  /** No error on the console, and nothing asked for beyond the file itself. */
  private static void quiet(Browser browser) throws Exception {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).allMatch(url -> url.matches("(?s)(file|data|blob):.*"));
  }
}
