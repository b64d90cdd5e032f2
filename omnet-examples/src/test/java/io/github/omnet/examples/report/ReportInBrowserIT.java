package io.github.omnet.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are opened from files by Chromium, if Debian's chromium and chromium-driver are there. */
class ReportInBrowserIT {
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
    Run.of(
            "report",
            "--subject",
            subject,
            "--labels",
            truth(0),
            "--reference",
            truth(0),
            "--out",
            page)
        .succeeded();
    try (Browser browser = new Browser(folder, true)) {
      browser.open(page);
      long ready =
          browser
              .await("return document.getElementById('viewer').dataset.readyMillis || null")
              .getAsLong();
      System.out.println(
          "subject page: " + Files.size(page) + " bytes, interactive after " + ready + " ms");
      assertThat(colors(browser.screenshot(), 0.05, 0.35)).isGreaterThan(50);

      String before = place(browser);
      browser.run("document.querySelector('#viewer canvas').focus()");
      browser.press("\\uE00F"); // page down
      assertThat(place(browser)).isNotEqualTo(before).startsWith("Right ");
      browser.press("3");
      browser.await(
          "return document.getElementById('viewer').dataset.modality === 'T1C' ? true : null");
      sorts(browser);
      quiet(browser);
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
      assertThat(colors(browser.screenshot(), 0.3, 1)).isGreaterThan(50);
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
      quiet(browser);
    }
  }

  private static String place(Browser browser) throws Exception {
    return browser.run("return document.querySelector('.place').textContent").getAsString();
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

  /** Different colours in a band of the picture, from one share of its height to another. */
  private static int colors(byte[] png, double from, double to) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    Set<Integer> colors = new HashSet<>();
    for (int y = (int) (from * picture.getHeight()); y < to * picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colors.add(picture.getRGB(x, y));
      }
    }
    return colors.size();
  }
}
